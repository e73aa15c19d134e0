import { Field, ID, InputType } from 'type-graphql';
import { Availability } from '../../api/enums';
import type { ValueOf } from '../../graph/vocabulary';

@InputType({ description: 'Which documents. All that is given must hold.' })
export class DocumentFilter {
  @Field(() => ID, { nullable: true, description: 'Published by this agent.' })
  publisher?: string | null;
  @Field(() => [String], { nullable: true, description: 'Of one of these kinds, as `docType` has them.' })
  docTypes?: string[] | null;
  @Field(() => String, { nullable: true, description: 'In this language, as BCP 47.' })
  language?: string | null;
  @Field(() => [Availability], { nullable: true, description: 'Of which Sayso has one of these.' })
  availabilities?: ValueOf<'Availability'>[] | null;
}
