import { Field, InputType } from 'type-graphql';
import { AgentType, OrganizationKind } from '../../api/enums';
import type { ValueOf } from '../../graph/vocabulary';

@InputType({ description: 'Which agents. All that is given must hold.' })
export class AgentFilter {
  @Field(() => [AgentType], { nullable: true, description: 'Of one of these types.' })
  types?: ValueOf<'AgentType'>[] | null;
  @Field(() => [OrganizationKind], { nullable: true, description: 'Organisations of one of these kinds.' })
  kinds?: ValueOf<'OrganizationKind'>[] | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Whose name or one of whose aliases has all these words. The list is then ordered by how well it matches.',
  })
  name?: string | null;
}
