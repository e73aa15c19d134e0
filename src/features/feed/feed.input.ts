import { Field, ID, InputType } from 'type-graphql';
import { ChangeOp } from '../../api/enums';
import { badInput } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { kindOf, prefixes, type Identified } from '../../identity';
import type { ChangeMatch } from './feed.service';

const maximumNodes = 100;

@InputType({ description: 'Which change sets. All that is given must hold.' })
export class ChangeFilter {
  @Field(() => [ChangeOp], { nullable: true, description: 'That did one of these.' })
  ops?: ValueOf<'ChangeOp'>[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'That changed a node of one of these kinds, such as Claim or Attribution.',
  })
  kinds?: string[] | null;
  @Field(() => [ID], {
    nullable: true,
    description: `That changed one of these nodes: claims, agents, documents or whatever has an id; at most ${maximumNodes}.`,
  })
  nodeIds?: string[] | null;
}

/** @throws SaysoError BAD_USER_INPUT for a kind that there is none of, for what is no id, and for too many ids. */
export function toChangeMatch(filter: ChangeFilter | null | undefined): ChangeMatch {
  const { ops = null, kinds = null, nodeIds = null } = filter ?? {};
  if (nodeIds && nodeIds.length > maximumNodes) {
    throw badInput(`filter.nodeIds: more than ${maximumNodes}.`, 'filter.nodeIds');
  }
  const noId = nodeIds?.find((id) => kindOf(id) === null);
  if (noId !== undefined) {
    throw badInput(
      `filter.nodeIds: "${noId.slice(0, 60)}" is no id: three letters, an underscore, a UUID.`,
      'filter.nodeIds',
    );
  }
  return { ops, kinds: kinds && kinds.map((kind) => toKind(kind, 'filter.kinds')), nodeIds };
}

export function toKind(kind: string, field: string): Identified {
  if (Object.hasOwn(prefixes, kind)) return kind as Identified;
  const known = Object.keys(prefixes).join(', ');
  throw badInput(`${field}: "${kind.slice(0, 60)}" is none of ${known}.`, field);
}
