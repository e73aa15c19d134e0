import { Field, ObjectType } from 'type-graphql';
import { ReviewState } from '../../api/enums';
import { Node } from '../../api/node.type';
import { DateTime } from '../../api/scalars';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { UtteranceNode } from './utterance.queries';

@ObjectType({
  implements: Node,
  description: "An event of somebody's saying something, which several documents may report.",
  simpleResolvers: true,
})
export class Utterance extends Node {
  @Field(() => String, { nullable: true, description: 'When it was said, as EDTF.' })
  saidAt!: string | null;
  @Field(() => String, { nullable: true, description: 'Where it was said.' })
  place!: string | null;
  @Field(() => String, { nullable: true, description: 'By what means.' })
  medium!: string | null;
  @Field(() => ReviewState, { description: 'Only a confirmed utterance makes the chains that report it one origin.' })
  reviewState!: ValueOf<'ReviewState'>;
  @Field(() => DateTime, { description: 'When Sayso recorded it.' })
  recordedFrom!: Date;
}

export function toUtterance(row: UtteranceNode, at: At): Utterance {
  return Object.assign(new Utterance(), row, { at });
}
