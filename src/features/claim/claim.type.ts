import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { ClaimType, Comparator, HopRole, Polarity, ReviewState } from '../../api/enums';
import { Node } from '../../api/node.type';
import { DateTime } from '../../api/scalars';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { ClaimNode } from './claim.queries';

@ObjectType({
  implements: Node,
  description:
    'A proposition without a speaker. The same claim by two speakers is one claim with two attributions; whether it is ' +
    'true Sayso never says, only reviews do.',
  simpleResolvers: true,
})
export class Claim extends Node {
  @Field(() => String, { description: 'The proposition in one sentence, its own negation included.' })
  text!: string;
  @Field(() => String, { description: 'The language of the text, as BCP 47.' })
  language!: string;
  @Field(() => ClaimType, { description: 'What sort of proposition it is.' })
  type!: ValueOf<'ClaimType'>;
  @Field(() => ReviewState, { description: 'Whether the record is confirmed; says nothing of truth.' })
  reviewState!: ValueOf<'ReviewState'>;
  @Field(() => Int, { description: '1 when recorded, one more with each revision.' })
  revision!: number;
  @Field(() => DateTime, { description: 'When Sayso recorded it.' })
  recordedFrom!: Date;
}

@ObjectType({ description: 'A number that a claim states.', simpleResolvers: true })
export class Quantity {
  @Field(() => ID, { description: 'qty_…' })
  id!: string;
  @Field(() => String, { description: 'What is counted or measured: "deaths".' })
  measure!: string;
  @Field(() => String, { nullable: true, description: 'In what: "children", "km".' })
  unit!: string | null;
  @Field(() => Float, { nullable: true, description: 'The number, where there is one.' })
  value!: number | null;
  @Field(() => Float, { nullable: true, description: 'The lower end of a range.' })
  min!: number | null;
  @Field(() => Float, { nullable: true, description: 'The upper end of a range.' })
  max!: number | null;
  @Field(() => Comparator, { description: 'How the quantity stands to the value.' })
  comparator!: ValueOf<'Comparator'>;
  @Field(() => Boolean, { description: 'Whether the text says "about".' })
  approximate!: boolean;
}

@ObjectType({ description: 'Something that happened, or is said to have.', simpleResolvers: true })
export class Event {
  @Field(() => ID, { description: 'evt_…' })
  id!: string;
  @Field(() => String, { description: 'What it is called here.' })
  label!: string;
  @Field(() => String, { nullable: true, description: 'When, as EDTF.' })
  time!: string | null;
  @Field(() => String, { nullable: true, description: 'What kind of event.' })
  type!: string | null;
}

@ObjectType({ description: 'One claim found by a search.', simpleResolvers: true })
export class ClaimSearchHit {
  @Field(() => Float, { description: "How well it matches: Lucene's score, comparable within one search only." })
  score!: number;
  @Field(() => Claim, { description: 'The claim.' })
  claim!: Claim;
  @Field(() => [String], { description: "The words of the claim's text that matched, as they stand there." })
  highlights!: string[];
}

@ObjectType('AgentClaimEdge', {
  description: 'One claim of an agent, with where the agent stands.',
  simpleResolvers: true,
})
export class AgentClaimEdge {
  @Field(() => String, { description: 'Its place in the list: opaque.' })
  cursor!: string;
  @Field(() => Claim, { description: 'The claim.' })
  node!: Claim;
  @Field(() => HopRole, { description: 'The role in which the agent came to stand in its chains last.' })
  role!: ValueOf<'HopRole'>;
  @Field(() => Polarity, { description: 'Whether those chains assert or deny the claim.' })
  polarity!: ValueOf<'Polarity'>;
  @Field(() => Int, { description: 'The least position at which it stands; 0 is the outlet.' })
  position!: number;
}

export const ClaimConnection = connectionType<Claim>('Claim', () => Claim);
export const ClaimSearchConnection = connectionType<ClaimSearchHit>('ClaimSearch', () => ClaimSearchHit);
export const AgentClaimConnection = connectionType<Claim>(
  'AgentClaim',
  () => Claim,
  () => AgentClaimEdge,
);

export function toClaim(row: ClaimNode, at: At): Claim {
  return Object.assign(new Claim(), row, { at });
}
