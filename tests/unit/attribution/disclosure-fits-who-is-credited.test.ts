import { attribution, check, ownVoice, refusal, relay } from './attributions';

test('UNSTATED credits nobody, and who credits nobody says UNSTATED', () => {
  const reason = 'disclosure is UNSTATED exactly if no agent is credited.';
  expect(() => check(attribution('atr_1', { agent: null, disclosure: 'UNSTATED' }))).not.toThrow();
  expect(() => check(attribution('atr_1', { disclosure: 'UNSTATED' }))).toThrow(refusal('atr_1', reason, 'disclosure'));
  expect(() => check(attribution('atr_1', { agent: null }))).toThrow(refusal('atr_1', reason, 'disclosure'));
});

test('UNNAMED credits an unnamed source, and who credits one says UNNAMED', () => {
  const reason = 'disclosure is UNNAMED exactly if an unnamed source is credited.';
  expect(() => check(attribution('atr_1', { agent: 'official', disclosure: 'UNNAMED' }))).not.toThrow();
  expect(() => check(attribution('atr_1', { disclosure: 'UNNAMED' }))).toThrow(refusal('atr_1', reason, 'disclosure'));
  expect(() => check(attribution('atr_1', { agent: 'official', disclosure: 'GROUP' }))).toThrow(
    refusal('atr_1', reason, 'disclosure'),
  );
});

test('OWN_VOICE credits the publisher of the document and nobody else', () => {
  expect(() => check(ownVoice('atr_1'))).not.toThrow();
  for (const agent of ['AP', 'Lantern', 'minister']) {
    expect(() => check(ownVoice('atr_1', { agent }))).toThrow(
      refusal('atr_1', "OWN_VOICE credits the document's publisher.", 'agent'),
    );
  }
});

test('OWN_VOICE relays nothing and quotes nobody', () => {
  const reason = 'OWN_VOICE relays nothing and quotes nobody.';
  expect(() => check(ownVoice('atr_1', { quoteType: 'DIRECT' }))).toThrow(refusal('atr_1', reason, 'disclosure'));
  const relaying = relay('atr_2', ['atr_1'], { agent: 'Herald', disclosure: 'OWN_VOICE' });
  expect(() => check(relaying, attribution('atr_1'))).toThrow(refusal('atr_2', reason, 'disclosure'));
});

test('a publisher may be quoted in its own document as an institution', () => {
  expect(() => check(attribution('atr_1', { agent: 'Herald' }))).not.toThrow();
});
