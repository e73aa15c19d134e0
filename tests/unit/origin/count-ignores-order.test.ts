import fc from 'fast-check';
import { standsOf, summarise, type OriginChain } from '../../../src/features/origin/origin.rules';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const names = fc.uniqueArray(name, { maxLength: 3 });
const anyChain: fc.Arbitrary<OriginChain> = fc
  .record({
    polarity: fc.constantFrom('ASSERTED' as const, 'DENIED' as const),
    presupposed: fc.boolean(),
    documentId: name,
    publisherId: fc.option(name),
    hopAgents: fc.array(fc.option(name), { minLength: 1, maxLength: 4 }),
    hopUtterances: fc.array(fc.option(name.map((one) => `talk ${one}`)), { minLength: 4, maxLength: 4 }),
    unnamed: fc.boolean(),
    joined: names,
    talks: names,
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ joined, talks, day, ...chain }) => {
    const origin = chain.hopAgents[chain.hopAgents.length - 1] ?? null;
    return {
      ...chain,
      narrated: false,
      hopUtterances: chain.hopUtterances.slice(0, chain.hopAgents.length),
      sameAgents: origin === null ? [] : [...new Set([origin, ...joined])],
      sameUtterances: talks.map((one) => `talk ${one}`),
      recordedFrom: new Date(Date.UTC(2024, 0, day)),
    };
  });
/** The same chains twice, the second time shuffled. */
const shuffled = fc
  .array(anyChain, { maxLength: 12 })
  .chain((chains) =>
    fc.tuple(fc.constant(chains), fc.shuffledSubarray(chains, { minLength: chains.length, maxLength: chains.length })),
  );

test('no order of the chains changes any count, or what is shared', () => {
  fc.assert(
    fc.property(shuffled, ([chains, other]) => {
      expect(summarise(other)).toEqual(summarise(chains));
    }),
    { numRuns: 500 },
  );
});

test('no order of the chains changes who stands where', () => {
  const sorted = (chains: OriginChain[]) =>
    standsOf(chains)
      .map((stand) => JSON.stringify(stand))
      .sort();
  fc.assert(fc.property(shuffled, ([chains, other]) => expect(sorted(other)).toEqual(sorted(chains))));
});

test('the counts are bounded: known and unknown origins together are no more than the chains', () => {
  fc.assert(
    fc.property(fc.array(anyChain), (chains) => {
      const { distinctKnown, unnamed, unknown, chains: counted, shared } = summarise(chains);
      expect(distinctKnown + unknown).toBeLessThanOrEqual(counted);
      expect(unnamed).toBeLessThanOrEqual(distinctKnown);
      expect(counted).toBe(chains.filter((chain) => chain.polarity === 'ASSERTED').length);
      for (const part of shared) expect(part.chains).toBeGreaterThan(1);
    }),
  );
});

test('a chain more that repeats one changes no count of origins that are known', () => {
  fc.assert(
    fc.property(fc.array(anyChain, { minLength: 1 }), (chains) => {
      const [first] = chains as [OriginChain];
      const { distinctKnown, unnamed } = summarise(chains);
      expect(summarise([...chains, { ...first }])).toMatchObject({ distinctKnown, unnamed });
    }),
  );
});
