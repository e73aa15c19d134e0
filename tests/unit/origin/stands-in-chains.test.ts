import { standsOf } from '../../../src/features/origin/origin.rules';
import { chain, narrated } from './chains';

const [early, late] = [new Date('2024-01-17'), new Date('2024-01-18')];
const brief = (stands: ReturnType<typeof standsOf>) =>
  stands.map(({ agentId, role, depth, polarity }) => [agentId, role, depth, polarity]);

test('every hop of a chain is a stand: outlet, relays, origin, at its position', () => {
  expect(brief(standsOf([chain('Newsweek', ['AP', 'ministry', 'official'])]))).toEqual([
    ['Newsweek', 'OUTLET', 0, 'ASSERTED'],
    ['AP', 'RELAY', 1, 'ASSERTED'],
    ['ministry', 'RELAY', 2, 'ASSERTED'],
    ['official', 'ORIGIN', 3, 'ASSERTED'],
  ]);
});

test('a narrator stands once: at position 0, as the origin', () => {
  expect(brief(standsOf([narrated('Newsweek')]))).toEqual([['Newsweek', 'ORIGIN', 0, 'ASSERTED']]);
});

test('where nobody is credited, or no publisher is known, nobody stands, and the others keep their positions', () => {
  expect(brief(standsOf([chain('Newsweek', ['AP', null])]))).toEqual([
    ['Newsweek', 'OUTLET', 0, 'ASSERTED'],
    ['AP', 'RELAY', 1, 'ASSERTED'],
  ]);
  expect(brief(standsOf([chain('Newsweek', ['official'], { publisherId: null })]))).toEqual([
    ['official', 'ORIGIN', 1, 'ASSERTED'],
  ]);
});

test('one agent in one role is one stand: the least position, since the earliest chain', () => {
  const chains = [
    chain('Newsweek', ['AP', 'official'], { recordedFrom: late }),
    chain('Herald', ['official'], { recordedFrom: early }),
    chain('Tide', ['official'], { recordedFrom: null }),
  ];
  const official = standsOf(chains).filter((stand) => stand.agentId === 'official');
  expect(official).toEqual([
    { agentId: 'official', role: 'ORIGIN', polarity: 'ASSERTED', presupposed: false, depth: 1, recordedFrom: early },
  ]);
});

test('a stand in chains that are being recorded has no moment yet', () => {
  expect(standsOf([chain('Herald', ['official'], { recordedFrom: null })]).map((stand) => stand.recordedFrom)).toEqual([
    null,
    null,
  ]);
});

test('denying, asserting and presupposing are stands of their own', () => {
  const chains = [
    chain('Herald', ['ministry']),
    chain('Herald', ['ministry'], { polarity: 'DENIED' }),
    chain('Herald', ['ministry'], { presupposed: true }),
  ];
  const ministry = standsOf(chains).filter((stand) => stand.agentId === 'ministry');
  expect(ministry.map(({ polarity, presupposed }) => [polarity, presupposed])).toEqual([
    ['ASSERTED', false],
    ['DENIED', false],
    ['ASSERTED', true],
  ]);
});
