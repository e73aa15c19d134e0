import { Field, Int, ObjectType } from 'type-graphql';
import type { At } from '../../graph/loading';
import type { Origins, SharedPart } from './origin.rules';

@ObjectType({
  description: 'Somebody, or an utterance, that stands in several chains of a claim.',
  simpleResolvers: true,
})
export class SharedHop {
  @Field(() => Int, { description: 'In how many of the counted chains: two or more.' })
  chains!: number;
  @Field(() => Boolean, {
    description:
      'Whether it makes these chains one origin: it stands at their origin. A shared outlet or relay never does.',
  })
  folded!: boolean;

  agentId!: string | null;
  utteranceId!: string | null;
  at!: At;
}

@ObjectType({
  description:
    'How many distinct origins stand behind a claim. Chains whose origins credit one agent (through confirmed joins), or ' +
    'report one confirmed utterance, have one origin. Only confirmed chains count, and none that denies.',
  simpleResolvers: true,
})
export class OriginSummary {
  @Field(() => Int, { description: 'Distinct origins in which somebody is credited, unnamed sources included.' })
  distinctKnown!: number;
  @Field(() => Int, { description: 'Those of them in which nobody is named.' })
  unnamed!: number;
  @Field(() => Int, { description: 'Chains whose origin credits nobody.' })
  unknown!: number;
  @Field(() => Int, { description: 'Chains counted.' })
  chains!: number;
  @Field(() => Int, { description: 'Documents that these chains stand in.' })
  documents!: number;
  @Field(() => [SharedHop], { description: 'What several chains share, the most shared first.' })
  shared!: SharedHop[];
}

export function toOriginSummary(origins: Origins, at: At): OriginSummary {
  const shared = origins.shared.map((part: SharedPart) => Object.assign(new SharedHop(), part, { at }));
  return Object.assign(new OriginSummary(), origins, { shared });
}
