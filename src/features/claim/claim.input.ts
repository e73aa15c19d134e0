import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { ClaimType, Disclosure, ReviewState } from '../../api/enums';
import { DateTime } from '../../api/scalars';
import { badInput } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId } from '../../identity';
import type { ClaimMatch } from './claim.queries';

export enum ClaimOrder {
  RECORDED_DESC = 'RECORDED_DESC',
  DISTINCT_ORIGINS_DESC = 'DISTINCT_ORIGINS_DESC',
}
registerEnumType(ClaimOrder, {
  name: 'ClaimOrder',
  description: 'In what order claims are listed.',
  valuesConfig: {
    RECORDED_DESC: {
      description:
        'The newest recorded first; under a filter on agent or outlet, the newest in whose chains it stands.',
    },
    DISTINCT_ORIGINS_DESC: { description: 'Those with most distinct known origins first.' },
  },
});

@InputType({ description: 'Which claims. All that is given must hold.' })
export class ClaimFilter {
  @Field(() => [ClaimType], { nullable: true, description: 'Of one of these types.' })
  types?: ValueOf<'ClaimType'>[] | null;
  @Field(() => String, { nullable: true, description: 'In this language, as BCP 47.' })
  language?: string | null;
  @Field(() => ID, { nullable: true, description: 'With this agent at any hop of a confirmed chain.' })
  agent?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Published by this agent: it stands at position 0 of a confirmed chain.',
  })
  outlet?: string | null;
  @Field(() => [Disclosure], { nullable: true, description: 'Whose origin is disclosed in one of these ways.' })
  disclosures?: ValueOf<'Disclosure'>[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a confirmed relation says that another claim contradicts it.',
  })
  hasContradiction?: boolean | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'Carried by a version published (or else modified) then or later.',
  })
  publishedFrom?: Date | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'Carried by a version published (or else modified) before then.',
  })
  publishedUntil?: Date | null;
  @Field(() => [ReviewState], {
    nullable: true,
    description: 'In one of these states; CONFIRMED where it is not given.',
  })
  reviewStates?: ValueOf<'ReviewState'>[] | null;
}

/** @throws SaysoError BAD_USER_INPUT for a malformed id and for a span of time that ends before it begins. */
export function toMatch(filter: ClaimFilter | null | undefined): ClaimMatch {
  const { publishedFrom, publishedUntil } = filter ?? {};
  if (publishedFrom && publishedUntil && publishedFrom >= publishedUntil) {
    throw badInput('filter.publishedUntil: it is not after publishedFrom.', 'filter.publishedUntil');
  }
  return {
    types: filter?.types ?? null,
    language: filter?.language ?? null,
    agent: filter?.agent == null ? null : checkId(filter.agent, 'Agent', 'filter.agent'),
    outlet: filter?.outlet == null ? null : checkId(filter.outlet, 'Agent', 'filter.outlet'),
    disclosures: filter?.disclosures ?? null,
    hasContradiction: filter?.hasContradiction ?? null,
    publishedFrom: publishedFrom ?? null,
    publishedUntil: publishedUntil ?? null,
    reviewStates: statesOf(filter?.reviewStates),
  };
}

/** Lists show what is confirmed unless they are asked otherwise (model.md, rule 8). */
export const statesOf = (states: ValueOf<'ReviewState'>[] | null | undefined): ValueOf<'ReviewState'>[] =>
  states == null ? ['CONFIRMED'] : [...new Set(states)];
