import { Field, ID, InputType } from 'type-graphql';
import { Polarity, ReviewState } from '../../api/enums';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId } from '../../identity';
import type { ChainArgs } from './attribution.queries';

@InputType({ description: 'Which chains. All that is given must hold.' })
export class AttributionChainFilter {
  @Field(() => [ReviewState], {
    nullable: true,
    description: 'In one of these states; CONFIRMED where it is not given.',
  })
  reviewStates?: ValueOf<'ReviewState'>[] | null;
  @Field(() => Polarity, { nullable: true, description: 'Whose origin asserts, or denies, the claim.' })
  polarity?: ValueOf<'Polarity'> | null;
  @Field(() => Boolean, { nullable: true, description: 'Whose origin takes the claim for granted, or says it.' })
  presupposed?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Whose origin is an unnamed source, or is not.' })
  anonymous?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'With this agent at any hop, the outlet included.' })
  agent?: string | null;
}

/** One list for all: that of each claim's key is the same, and need not be compared member by member. */
const confirmed: ValueOf<'ReviewState'>[] = ['CONFIRMED'];

export function toChainMatch(
  filter: AttributionChainFilter | null,
): Pick<ChainArgs, 'reviewStates' | 'polarity' | 'presupposed' | 'anonymous' | 'agent' | 'origin'> {
  return {
    reviewStates: filter?.reviewStates == null ? confirmed : [...new Set(filter.reviewStates)],
    polarity: filter?.polarity ?? null,
    presupposed: filter?.presupposed ?? null,
    anonymous: filter?.anonymous ?? null,
    agent: filter?.agent == null ? null : checkId(filter.agent, 'Agent', 'filter.agent'),
    origin: null,
  };
}
