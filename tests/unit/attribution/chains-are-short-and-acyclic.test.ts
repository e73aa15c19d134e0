import { maximumRelays } from '../../../src/features/attribution/attribution.rules';
import { attribution, check, refusal, relay } from './attributions';

/** A chain with so many RELAYS edges, outermost first. */
const chainOf = (edges: number) => [
  ...Array.from({ length: edges }, (_, i) => relay(`atr_${i}`, [`atr_${i + 1}`])),
  attribution(`atr_${edges}`),
];

test('seven relays pass, eight do not, in whatever order the rows come', () => {
  expect(maximumRelays).toBe(7);
  expect(() => check(...chainOf(7))).not.toThrow();
  expect(() => check(...chainOf(7).reverse())).not.toThrow();
  expect(() => check(...chainOf(8))).toThrow(refusal('atr_0', 'its chain has more than 7 relays.', 'relays'));
  expect(() => check(...chainOf(8).reverse())).toThrow(refusal('atr_0', 'its chain has more than 7 relays.', 'relays'));
});

test('the longest way counts where one relays several', () => {
  const [first, ...rest] = chainOf(8);
  const shortcut = { ...first!, id: 'atr_short', relays: ['atr_8', 'atr_2'] };
  expect(() => check(shortcut, ...rest)).not.toThrow();
  expect(() => check({ ...shortcut, relays: ['atr_8', 'atr_1'] }, ...rest)).toThrow(
    refusal('atr_short', 'its chain has more than 7 relays.', 'relays'),
  );
});

test.each([
  ['itself', [relay('atr_1', ['atr_1'])]],
  ['each other', [relay('atr_1', ['atr_2']), relay('atr_2', ['atr_1'])]],
  ['in a ring', [relay('atr_1', ['atr_2']), relay('atr_2', ['atr_3']), relay('atr_3', ['atr_1'])]],
])('attributions that relay %s are refused', (_how, rows) => {
  expect(() => check(...rows)).toThrow(refusal('atr_1', 'its relays run in a circle.', 'relays'));
});

test('two ways to one origin are no circle', () => {
  const rows = [
    relay('atr_1', ['atr_2', 'atr_3']),
    relay('atr_2', ['atr_4']),
    relay('atr_3', ['atr_4']),
    attribution('atr_4'),
  ];
  expect(() => check(...rows)).not.toThrow();
});
