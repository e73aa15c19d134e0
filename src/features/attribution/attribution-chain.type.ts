import { v5 } from 'uuid';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { HopRole, Polarity, ReviewState } from '../../api/enums';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { AgentValues, ChainParts, ChainRow, HopValues } from './attribution.queries';

@ObjectType({ description: 'One step of a chain of attribution.', simpleResolvers: true })
export class Hop {
  @Field(() => Int, { description: '0 is the outlet; each hop further on is nearer to the origin.' })
  position!: number;
  @Field(() => HopRole, { description: "What it does in the chain. A narrator's one hop is the ORIGIN." })
  role!: ValueOf<'HopRole'>;

  /** Null at the derived hop 0, which no attribution stands for: the document's publisher. */
  values!: HopValues | null;
  agentValues!: AgentValues | null;
  parts!: ChainParts;
  at!: At;
}

@ObjectType({
  description:
    'Through whom a claim reaches us in one document: the outlet, those who relay, and whoever says so at the origin.',
  simpleResolvers: true,
})
export class AttributionChain {
  @Field(() => Polarity, { description: 'Whether the origin asserts or denies the claim.' })
  polarity!: ValueOf<'Polarity'>;
  @Field(() => Boolean, { description: 'Whether the origin takes the claim for granted instead of saying it.' })
  presupposed!: boolean;
  @Field(() => ReviewState, { description: 'CONFIRMED if every hop is; REJECTED if one hop is.' })
  reviewState!: ValueOf<'ReviewState'>;
  @Field(() => Boolean, { description: 'Whether the latest version of the document still has it, as far as is known.' })
  inLatestVersion!: boolean;

  row!: ChainRow;
  claimId!: string;
  at!: At;

  @Field(() => ID, { description: 'Stays the same for the same hops and claim; not an id of a node.' })
  get id(): string {
    return `chn_${v5(`${keyOf(this.row)}${this.claimId}`, chainNamespace)}`;
  }
  @Field(() => String, {
    description: 'The chain in one line: "Newsweek ← Associated Press ← unnamed security official".',
  })
  get text(): string {
    return this.hops.map(nameOf).join(' ← ');
  }
  @Field(() => [Hop], { description: 'Its hops, outlet first, origin last.' })
  hops!: Hop[];
  @Field(() => Int, { description: 'How many hops, the outlet included.' })
  get length(): number {
    return this.hops.length;
  }
  @Field(() => Hop, { description: 'The last hop: whoever says so.' })
  get origin(): Hop {
    return this.hops[this.hops.length - 1] as Hop;
  }
  @Field(() => Boolean, { description: 'Whether the origin is an unnamed source.' })
  get anonymous(): boolean {
    const { values, agentValues } = this.origin;
    return values?.[1] === 'UNNAMED' || agentValues?.[1] === 'UnnamedSource';
  }
}

export const AttributionChainConnection = connectionType<AttributionChain>('AttributionChain', () => AttributionChain);

const chainNamespace = '5f0f7f4e-3f0e-5d1b-9c53-5a79736f0002';

/** The ids of its attributions, outermost first, each closed by a slash: what chains are sorted by. */
export function keyOf({ hops }: Pick<ChainRow, 'hops'>): string {
  let key = '';
  for (const [id] of hops) key += `${id}/`;
  return key;
}

export function toChain(row: ChainRow, claim: { id: string; at: At }, parts: ChainParts): AttributionChain {
  const { at } = claim;
  const chain = new AttributionChain();
  chain.row = row;
  chain.claimId = claim.id;
  chain.at = at;
  chain.polarity = row.polarity;
  chain.presupposed = row.presupposed;
  chain.reviewState = row.reviewState;
  chain.inLatestVersion = row.inLatestVersion ?? false;
  const last = row.hops[row.hops.length - 1];
  const narrated = row.hops.length === 1 && last?.[1] === 'OWN_VOICE';
  chain.hops = narrated ? [] : [toHop(0, null, row.publisher, 'OUTLET', parts, at)];
  for (const values of row.hops) {
    const role = values === last ? 'ORIGIN' : 'RELAY';
    chain.hops.push(toHop(chain.hops.length, values, values[3], role, parts, at));
  }
  return chain;
}

function toHop(
  position: number,
  values: HopValues | null,
  agentValues: AgentValues | null,
  role: ValueOf<'HopRole'>,
  parts: ChainParts,
  at: At,
): Hop {
  const hop = new Hop();
  hop.position = position;
  hop.role = role;
  hop.values = values;
  hop.agentValues = agentValues;
  hop.parts = parts;
  hop.at = at;
  return hop;
}

const nameOf = ({ values, agentValues }: Hop) =>
  agentValues?.[2] ?? (values ? 'source not stated' : 'publisher not known');
