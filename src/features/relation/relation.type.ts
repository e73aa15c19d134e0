import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { ClaimRelationKind, ContradictionType, RelationMethod, ReviewState, SameEvent } from '../../api/enums';
import { Node } from '../../api/node.type';
import { DateTime } from '../../api/scalars';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { RelationNode } from './relation.queries';

@ObjectType({
  implements: Node,
  description: 'That one claim stands to another in some way, with its evidence: read "left KIND right".',
  simpleResolvers: true,
})
export class ClaimRelation extends Node {
  @Field(() => ClaimRelationKind, { description: 'In what way.' })
  kind!: ValueOf<'ClaimRelationKind'>;
  @Field(() => [ContradictionType], { description: 'By what they contradict; none for most other kinds.' })
  types!: ValueOf<'ContradictionType'>[];
  @Field(() => SameEvent, { description: 'Whether both are about one event or situation.' })
  sameEvent!: ValueOf<'SameEvent'>;
  @Field(() => Float, { nullable: true, description: 'How sure the method is, 0 to 1.' })
  score!: number | null;
  @Field(() => RelationMethod, { description: 'What found it.' })
  method!: ValueOf<'RelationMethod'>;
  @Field(() => String, { nullable: true, description: 'Why, in words.' })
  rationale!: string | null;
  @Field(() => ReviewState, { description: 'Whether it is confirmed.' })
  reviewState!: ValueOf<'ReviewState'>;
  @Field(() => Int, { description: '1 when recorded, one more with each revision.' })
  revision!: number;
  @Field(() => DateTime, { description: 'When Sayso recorded it.' })
  recordedFrom!: Date;

  leftId!: string;
  rightId!: string;
}

export const ClaimRelationConnection = connectionType<ClaimRelation>('ClaimRelation', () => ClaimRelation);

export function toRelation(row: RelationNode, at: At): ClaimRelation {
  return Object.assign(new ClaimRelation(), row, { at });
}
