import { summarise, type OriginChain } from '../../../src/features/origin/origin.rules';

/** A chain of a document of its own, outlet first: `chain('AP', 'official')` is outlet ← AP ← official. */
export function chain(outlet: string, hops: (string | null)[], more: Partial<OriginChain> = {}): OriginChain {
  const origin = hops[hops.length - 1] ?? null;
  return {
    polarity: 'ASSERTED',
    presupposed: false,
    narrated: false,
    documentId: `document of ${outlet}`,
    publisherId: outlet,
    hopAgents: hops,
    hopUtterances: hops.map(() => null),
    unnamed: false,
    sameAgents: origin === null ? [] : [origin],
    sameUtterances: [],
    recordedFrom: new Date('2024-01-17T17:21:00Z'),
    ...more,
  };
}

/** The origin reports an utterance that is confirmed to be this one. */
export const reporting = (utterance: string, ...joined: string[]): Partial<OriginChain> => ({
  hopUtterances: [utterance],
  sameUtterances: [utterance, ...joined],
});

/** The outlet says so itself: one hop. */
export const narrated = (outlet: string): OriginChain => chain(outlet, [outlet], { narrated: true });

export function countsOf(chains: OriginChain[]) {
  const { distinctKnown, unnamed, unknown } = summarise(chains);
  return { distinctKnown, unnamed, unknown };
}
