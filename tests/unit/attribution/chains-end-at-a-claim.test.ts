import { attribution, check, refusal, relay } from './attributions';

test('an attribution that asserts, presupposes or both, and one that relays it, are a chain', () => {
  expect(() => check(attribution('atr_1'))).not.toThrow();
  expect(() => check(attribution('atr_1', { asserts: [], presupposes: ['clm_2'] }))).not.toThrow();
  expect(() => check(attribution('atr_1', { presupposes: ['clm_2'] }))).not.toThrow();
  expect(() => check(relay('atr_2', ['atr_1']), attribution('atr_1'))).not.toThrow();
});

test('a chain that ends at no claim is refused', () => {
  const bare = attribution('atr_1', { asserts: [] });
  const reason = 'it ends a chain and so must assert or presuppose a claim.';
  expect(() => check(bare)).toThrow(refusal('atr_1', reason, 'asserts'));
  expect(() => check(relay('atr_2', ['atr_1']), bare)).toThrow(refusal('atr_1', reason, 'asserts'));
});

test('a relay that asserts or presupposes itself is refused: the claim stands on the innermost hop only', () => {
  const reason = 'it relays, so the claim stands on the attribution that it relays.';
  const asserting = relay('atr_2', ['atr_1'], { asserts: [{ claim: 'clm_1', polarity: 'ASSERTED' }] });
  const presupposing = relay('atr_2', ['atr_1'], { presupposes: ['clm_1'] });
  for (const both of [asserting, presupposing]) {
    expect(() => check(both, attribution('atr_1'))).toThrow(refusal('atr_2', reason, 'asserts'));
  }
});

test.each([
  ['asserts', 'asserts', { asserts: ['clm_1', 'clm_1'], presupposes: [] }],
  ['asserts', 'presupposes', { asserts: ['clm_1'], presupposes: ['clm_1'] }],
  ['presupposes', 'presupposes', { asserts: [], presupposes: ['clm_1', 'clm_1'] }],
])('one that %s and %s one claim is refused', (_one, _other, { asserts, presupposes }) => {
  const row = attribution('atr_1', {
    asserts: asserts.map((claim) => ({ claim, polarity: 'ASSERTED' as const })),
    presupposes,
  });
  expect(() => check(row)).toThrow(refusal('atr_1', 'it stands on one claim twice.', 'asserts'));
});
