import { summarise } from '../../../src/features/origin/origin.rules';
import { chain, countsOf, narrated } from './chains';

test('two sources through one agency and one outlet are two origins, and the agency and the outlet are listed', () => {
  const chains = [chain('Newsweek', ['AP', 'official']), chain('Newsweek', ['AP', 'minister'])];
  expect(countsOf(chains).distinctKnown).toBe(2);
  expect(summarise(chains).shared).toEqual([
    { agentId: 'AP', utteranceId: null, chains: 2, folded: false },
    { agentId: 'Newsweek', utteranceId: null, chains: 2, folded: false },
  ]);
});

test('an outlet with two chains is two chains in one document', () => {
  const chains = [chain('Newsweek', ['official']), chain('Newsweek', ['minister'])];
  expect(summarise(chains)).toMatchObject({ chains: 2, documents: 1, distinctKnown: 2 });
});

test('who passes on one chain and is the origin of another folds neither into the other', () => {
  const chains = [chain('Newsweek', ['AP', 'official']), chain('Herald', ['AP'])];
  expect(countsOf(chains).distinctKnown).toBe(2);
  expect(summarise(chains).shared).toEqual([{ agentId: 'AP', utteranceId: null, chains: 2, folded: false }]);
});

test('an outlet that narrates and quotes is shared, and its own word is an origin beside the quoted one', () => {
  const chains = [narrated('Newsweek'), chain('Newsweek', ['official'])];
  expect(countsOf(chains).distinctKnown).toBe(2);
  expect(summarise(chains).shared).toEqual([{ agentId: 'Newsweek', utteranceId: null, chains: 2, folded: false }]);
});

test('whoever stands twice in one chain stands in one chain', () => {
  expect(summarise([chain('AP', ['AP', 'official'])]).shared).toEqual([]);
});

test('the most shared come first, equals in the order of their ids', () => {
  const chains = [chain('B', ['C', 'x']), chain('B', ['C', 'y']), chain('A', ['C', 'z']), chain('A', ['w'])];
  expect(summarise(chains).shared.map((part) => [part.agentId, part.chains])).toEqual([
    ['C', 3],
    ['A', 2],
    ['B', 2],
  ]);
});
