import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { ChangeOp } from '../../api/enums';
import { Node } from '../../api/node.type';
import { DateTime } from '../../api/scalars';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { ChangeSetNode } from './feed.queries';

@ObjectType({
  implements: Node,
  description: 'All that was changed in one go, with who did it, when and why. Every write is one.',
  simpleResolvers: true,
})
export class ChangeSet extends Node {
  @Field(() => Int, { description: 'Its place in the order of all changes: 1, 2, … without a gap.' })
  seq!: number;
  @Field(() => ChangeOp, { description: 'What was done.' })
  op!: ValueOf<'ChangeOp'>;
  @Field(() => DateTime, { description: 'When; increases with `seq`.' })
  recordedAt!: Date;
  @Field(() => String, { description: 'Who did it.' })
  principalName!: string;
  @Field(() => String, { nullable: true, description: 'Why, in their words.' })
  reason!: string | null;
}

@ObjectType({ description: 'One node that a change set made or changed.', simpleResolvers: true })
export class Change {
  @Field(() => ID, { description: 'Its id.' })
  nodeId!: string;
  @Field(() => String, {
    description: 'What it is, such as Claim or Attribution; a retracted one is called what it was.',
  })
  kind!: string;
}

export const ChangeSetConnection = connectionType<ChangeSet>('ChangeSet', () => ChangeSet);
export const ChangeConnection = connectionType<Change>('Change', () => Change);

/** Written out: a row may carry more than everybody may see. */
export function toChangeSet({ id, seq, op, recordedAt, principalName, reason }: ChangeSetNode, at: At): ChangeSet {
  return Object.assign(new ChangeSet(), { id, seq, op, recordedAt, principalName, reason, at });
}
