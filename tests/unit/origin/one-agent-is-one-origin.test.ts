import { summarise } from '../../../src/features/origin/origin.rules';
import { chain, countsOf } from './chains';

test('chains whose origins credit one agent have one origin, whatever outlets and relays they come through', () => {
  const chains = [chain('Newsweek', ['AP', 'official']), chain('Herald', ['official']), chain('Lantern', ['official'])];
  expect(countsOf(chains)).toEqual({ distinctKnown: 1, unnamed: 0, unknown: 0 });
  expect(summarise(chains).shared).toEqual([{ agentId: 'official', utteranceId: null, chains: 3, folded: true }]);
});

test('two agents are two origins', () => {
  expect(countsOf([chain('Herald', ['minister']), chain('Herald', ['general'])]).distinctKnown).toBe(2);
});

test('agents that a confirmed join makes one are one origin, named by the least of their ids', () => {
  const chains = [
    chain('Herald', ['agt_2'], { sameAgents: ['agt_2', 'agt_1'] }),
    chain('Lantern', ['agt_1'], { sameAgents: ['agt_1', 'agt_2'] }),
  ];
  expect(countsOf(chains).distinctKnown).toBe(1);
  expect(summarise(chains).shared).toEqual([{ agentId: 'agt_1', utteranceId: null, chains: 2, folded: true }]);
});

test('an agent that was joined to another is listed under one id, not under both', () => {
  const chains = ['Herald', 'Lantern'].map((outlet) => chain(outlet, ['agt_2'], { sameAgents: ['agt_2', 'agt_1'] }));
  expect(summarise(chains).shared).toEqual([{ agentId: 'agt_1', utteranceId: null, chains: 2, folded: true }]);
});

test('what is connected in steps is one: an agent here, an utterance there', () => {
  const chains = [
    chain('Herald', ['minister'], { sameUtterances: ['press conference'] }),
    chain('Lantern', ['spokesperson'], { sameUtterances: ['press conference'] }),
    chain('Tide', ['spokesperson'], { sameUtterances: ['telephone call'] }),
    chain('Watch', ['aide'], { sameUtterances: ['telephone call'] }),
  ];
  expect(countsOf(chains).distinctKnown).toBe(1);
  expect(countsOf(chains.filter((_, i) => i !== 1)).distinctKnown).toBe(2);
});
