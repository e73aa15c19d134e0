import { summarise } from '../../../src/features/origin/origin.rules';
import { chain, countsOf, reporting } from './chains';

test('an unnamed source is a known origin, and is counted as unnamed besides', () => {
  const chains = [chain('Newsweek', ['AP', 'official'], { unnamed: true }), chain('Herald', ['minister'])];
  expect(countsOf(chains)).toEqual({ distinctKnown: 2, unnamed: 1, unknown: 0 });
});

test('where a named one reports the same utterance, somebody in that origin is named', () => {
  const chains = [
    chain('Ledger', ['official'], { unnamed: true, ...reporting('talk') }),
    chain('Herald', ['minister'], reporting('talk')),
  ];
  const named = { distinctKnown: 1, unnamed: 0, unknown: 0 };
  expect(countsOf(chains)).toEqual(named);
  expect(countsOf([...chains].reverse())).toEqual(named);
});

test('a chain whose origin credits nobody is unknown: each counts, none is a known origin, two never fold', () => {
  const chains = [chain('Herald', [null]), chain('Lantern', ['AP', null]), chain('Tide', ['minister'])];
  expect(countsOf(chains)).toEqual({ distinctKnown: 1, unnamed: 0, unknown: 2 });
  expect(summarise(chains)).toMatchObject({ chains: 3, documents: 3 });
});

test('a chain that credits nobody stays unknown where it reports an utterance that others report', () => {
  const chains = [chain('Herald', [null], reporting('talk')), chain('Tide', ['minister'], reporting('talk'))];
  expect(countsOf(chains)).toEqual({ distinctKnown: 1, unnamed: 0, unknown: 1 });
});

test('without a chain there is nothing to count', () => {
  expect(summarise([])).toEqual({ distinctKnown: 0, unnamed: 0, unknown: 0, chains: 0, documents: 0, shared: [] });
});
