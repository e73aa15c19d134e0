import { summarise } from '../../../src/features/origin/origin.rules';
import { chain, countsOf, reporting } from './chains';

// Five outlets on one report, each with a name of its own for the source of it.
const outlets: [string, string][] = [
  ['Ledger', 'harbour official'],
  ['Herald', 'person close to the ministry'],
  ['Lantern', 'official who was not authorised to speak'],
  ['Tide', 'senior official'],
  ['Watch', 'source in Quillport'],
];
const apart = outlets.map(([outlet, source]) => chain(outlet, [source], { unnamed: true }));
const joined = outlets.map(([outlet, source]) => chain(outlet, [source], { unnamed: true, ...reporting('talk') }));
const sixth = chain('Post', ['eyewitness on the quay']);

test('before the utterances are joined, five names are five origins', () => {
  expect(countsOf(apart)).toEqual({ distinctKnown: 5, unnamed: 5, unknown: 0 });
});

test('once they report one confirmed utterance, they are one origin, and nobody in it is named', () => {
  expect(countsOf(joined)).toEqual({ distinctKnown: 1, unnamed: 1, unknown: 0 });
});

test('a sixth with a source of its own makes two', () => {
  expect(countsOf([...joined, sixth])).toEqual({ distinctKnown: 2, unnamed: 1, unknown: 0 });
});

test('the chains and documents are counted as they are, folded or not', () => {
  expect(summarise([...joined, sixth])).toMatchObject({ chains: 6, documents: 6 });
});

test('what folds them is listed as shared: the utterance, and that it folds', () => {
  expect(summarise(apart).shared).toEqual([]);
  expect(summarise([...joined, sixth]).shared).toEqual([
    { agentId: null, utteranceId: 'talk', chains: 5, folded: true },
  ]);
});

test('utterances that are joined to each other are one, whichever of them a chain reports', () => {
  const two = [
    chain('Ledger', ['a'], reporting('talk', 'briefing')),
    chain('Herald', ['b'], reporting('briefing', 'talk')),
  ];
  expect(countsOf(two).distinctKnown).toBe(1);
  expect(summarise(two).shared).toEqual([{ agentId: null, utteranceId: 'briefing', chains: 2, folded: true }]);
});

test('an utterance that is not confirmed folds nothing; that it is shared is still told', () => {
  const two = ['a', 'b'].map((source) => chain(`outlet of ${source}`, [source], { hopUtterances: ['rumoured talk'] }));
  expect(countsOf(two).distinctKnown).toBe(2);
  expect(summarise(two).shared).toEqual([{ agentId: null, utteranceId: 'rumoured talk', chains: 2, folded: false }]);
});
