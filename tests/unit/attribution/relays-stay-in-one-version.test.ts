import { attribution, check, refusal, relay } from './attributions';

test('a relay across versions is refused, of another document or of the same', () => {
  const inner = attribution('atr_1');
  for (const version of ['ver_herald_2', 'ver_lantern_1']) {
    expect(() => check(relay('atr_2', ['atr_1'], { version }), inner)).toThrow(
      refusal('atr_2', 'it relays atr_1 across versions.', 'relays'),
    );
  }
  expect(() => check(relay('atr_2', ['atr_1'], { version: inner.version }), inner)).not.toThrow();
});

test('a relay of what is not recorded together with it is refused', () => {
  expect(() => check(relay('atr_2', ['atr_9']))).toThrow(
    refusal('atr_2', 'it relays atr_9, which is not recorded together with it.', 'relays'),
  );
});

test('a relay quotes nobody itself', () => {
  expect(() => check(relay('atr_2', ['atr_1'], { quoteType: 'DIRECT' }), attribution('atr_1'))).toThrow(
    refusal('atr_2', 'a relay has no quoteType.', 'quoteType'),
  );
});
