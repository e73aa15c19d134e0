import { summarise } from '../../../src/features/origin/origin.rules';
import { chain, narrated } from './chains';

test('who denies a claim is no origin of it: the chain is in no count and shares nothing', () => {
  const asserting = chain('Herald', ['ministry']);
  const denying = chain('Herald', ['ministry'], { polarity: 'DENIED', documentId: 'another document' });
  expect(summarise([asserting, denying])).toEqual(summarise([asserting]));
  expect(summarise([asserting])).toMatchObject({ distinctKnown: 1, chains: 1, documents: 1, shared: [] });
  expect(summarise([denying])).toMatchObject({ distinctKnown: 0, unknown: 0, chains: 0, documents: 0 });
});

test('who takes it for granted counts as who says it', () => {
  const presupposing = chain('Herald', ['ministry'], { presupposed: true });
  expect(summarise([presupposing])).toMatchObject({ distinctKnown: 1, chains: 1 });
  expect(summarise([presupposing, chain('Tide', ['ministry'])])).toMatchObject({ distinctKnown: 1, chains: 2 });
});

test('an outlet that says so in its own voice is an origin, one for each outlet', () => {
  expect(summarise([narrated('Herald')])).toMatchObject({ distinctKnown: 1, unnamed: 0, chains: 1 });
  expect(summarise([narrated('Herald'), narrated('Tide')])).toMatchObject({ distinctKnown: 2, chains: 2, shared: [] });
});

test('an outlet that narrates in two documents is one origin', () => {
  const again = { ...narrated('Herald'), documentId: 'its second document' };
  expect(summarise([narrated('Herald'), again])).toEqual({
    distinctKnown: 1,
    unnamed: 0,
    unknown: 0,
    chains: 2,
    documents: 2,
    shared: [{ agentId: 'Herald', utteranceId: null, chains: 2, folded: true }],
  });
});
