import { v5 } from 'uuid';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { HopRole, Polarity, ReviewState } from '../../api/enums';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { ChainRow } from './attribution.queries';

@ObjectType({ description: 'One step of a chain of attribution.', simpleResolvers: true })
export class Hop {
  @Field(() => Int, { description: '0 is the outlet; each hop further on is nearer to the origin.' })
  position!: number;
  @Field(() => HopRole, { description: "What it does in the chain. A narrator's one hop is the ORIGIN." })
  role!: ValueOf<'HopRole'>;

  /** Null at the derived hop 0, which no attribution stands for: the document's publisher. */
  row!: ChainRow['hops'][number] | null;
  agentRow!: ChainRow['publisher'];
  /** Whether the row's spans were read with it. */
  withSpans!: boolean;
  at!: At;
}

@ObjectType({
  description:
    'Through whom a claim reaches us in one document: the outlet, those who relay, and whoever says so at the origin.',
  simpleResolvers: true,
})
export class AttributionChain {
  @Field(() => ID, { description: 'Stays the same for the same hops and claim; not an id of a node.' })
  id!: string;
  @Field(() => String, {
    description: 'The chain in one line: "Newsweek ← Associated Press ← unnamed security official".',
  })
  text!: string;
  @Field(() => [Hop], { description: 'Its hops, outlet first, origin last.' })
  hops!: Hop[];
  @Field(() => Int, { description: 'How many hops, the outlet included.' })
  length!: number;
  @Field(() => Hop, { description: 'The last hop: whoever says so.' })
  origin!: Hop;
  @Field(() => Boolean, { description: 'Whether the latest version of the document still has it, as far as is known.' })
  inLatestVersion!: boolean;
  @Field(() => Boolean, { description: 'Whether the origin is an unnamed source.' })
  anonymous!: boolean;
  @Field(() => Polarity, { description: 'Whether the origin asserts or denies the claim.' })
  polarity!: ValueOf<'Polarity'>;
  @Field(() => Boolean, { description: 'Whether the origin takes the claim for granted instead of saying it.' })
  presupposed!: boolean;
  @Field(() => ReviewState, { description: 'CONFIRMED if every hop is; REJECTED if one hop is.' })
  reviewState!: ValueOf<'ReviewState'>;

  claimId!: string;
  versionId!: string;
  documentId!: string;
  at!: At;
}

export const AttributionChainConnection = connectionType<AttributionChain>('AttributionChain', () => AttributionChain);

const chainNamespace = '5f0f7f4e-3f0e-5d1b-9c53-5a79736f0002';

export function toChain(row: ChainRow, claim: { id: string; at: At }, withSpans: boolean): AttributionChain {
  const { at } = claim;
  const narrated = row.hops.length === 1 && row.hops[0]?.disclosure === 'OWN_VOICE';
  const attributed = row.hops.map((hop) => ({ row: hop, agentRow: hop.agent }));
  const parts = narrated ? attributed : [{ row: null, agentRow: row.publisher }, ...attributed];
  const hops = parts.map((part, position) => {
    const role = position === parts.length - 1 ? 'ORIGIN' : position === 0 ? 'OUTLET' : 'RELAY';
    return Object.assign(new Hop(), { ...part, position, role, withSpans, at });
  });
  return Object.assign(new AttributionChain(), {
    id: `chn_${v5(`${row.key}${claim.id}`, chainNamespace)}`,
    text: hops.map(nameOf).join(' ← '),
    hops,
    length: hops.length,
    origin: hops[hops.length - 1] as Hop,
    inLatestVersion: row.inLatestVersion,
    anonymous: row.anonymous,
    polarity: row.polarity,
    presupposed: row.presupposed,
    reviewState: row.reviewState,
    claimId: claim.id,
    versionId: row.versionId,
    documentId: row.documentId,
    at,
  });
}

const nameOf = (hop: Hop) => hop.agentRow?.name ?? (hop.row ? 'source not stated' : 'publisher not known');
