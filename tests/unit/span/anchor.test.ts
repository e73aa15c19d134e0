import { sha256Of } from '../../../src/sha256';
import { anchor, type SpanInput } from '../../../src/features/span/span.service';

const text = 'The ministry said on Tuesday that two children had died in the attack, and gave no names.';
const words = 'two children had died';
const start = text.indexOf(words);
const end = start + words.length;
const span = (more: Partial<SpanInput> = {}): SpanInput => ({
  id: 'spn_1',
  owner: 'atr_1',
  version: 'ver_1',
  anchoredFrom: null,
  role: 'CONTENT',
  segment: 0,
  zone: 'BODY',
  ...more,
});
const refusal = (field: string, reason: string) =>
  expect.objectContaining({ code: 'BAD_USER_INPUT', field, message: expect.stringContaining(`span spn_1: ${reason}`) });

test('where the text is held, the words, what stands around them and their hash come from the text', () => {
  const anchored = {
    id: 'spn_1',
    owner: 'atr_1',
    version: 'ver_1',
    anchoredFrom: null,
    role: 'CONTENT',
    segment: 0,
    zone: 'BODY',
    anchorStatus: 'EXACT',
    anchorScore: 1,
    start,
    end,
    exact: words,
    exactSha256: sha256Of(words),
    prefix: text.slice(start - 32, start),
    suffix: text.slice(end, end + 32),
  };
  expect(anchor(span({ start, end }), text)).toEqual(anchored);
  expect(anchor(span({ exact: words }), text)).toEqual(anchored);
  expect(anchor(span({ start, end, exact: words, exactSha256: sha256Of(words) }), text)).toEqual(anchored);
});

test('the hash is the SHA-256 of the words in UTF-8, in hexadecimal', () => {
  expect(sha256Of('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Of('ö')).toBe('6dbd11fd012e225b28a5d94a9b432bc491344f3e92158661be2ae5ae2b8b1ad8');
});

test('words that the text does not bear out are refused', () => {
  expect(() => anchor(span({ start, end, exact: 'five children had died' }), text)).toThrow(
    refusal('span spn_1', `at [${start}, ${end}) stands "${words}", not "five children had died".`),
  );
  expect(() => anchor(span({ exact: 'five children' }), text)).toThrow(
    refusal('span spn_1', '"five children" does not stand in the text.'),
  );
  expect(() => anchor(span({ start, end, exactSha256: sha256Of('five children') }), text)).toThrow(
    refusal('exactSha256', `the SHA-256 of its words is ${sha256Of(words)}, not`),
  );
});

test('where the text is not held, place and hash are kept for the day that it is supplied, and no words', () => {
  const exactSha256 = sha256Of(words);
  const kept = anchor(span({ start, end, exactSha256, exact: words }), null);
  expect(kept).toMatchObject({
    start,
    end,
    exactSha256,
    exact: null,
    prefix: null,
    suffix: null,
    anchorStatus: 'EXACT',
  });
});

test.each<[string, Partial<SpanInput>]>([
  ['no start', { end, exactSha256: 'a' }],
  ['no end', { start, exactSha256: 'a' }],
  ['no hash', { start, end }],
  ['words alone', { exact: words }],
  ['a place of no length', { start, end: start, exactSha256: 'a' }],
  ['a place that begins before the text', { start: -1, end, exactSha256: 'a' }],
])('where the text is not held, %s is refused', (_what, place) => {
  expect(() => anchor(span(place), null)).toThrow(
    refusal('span', 'its text is not held, so it needs start, end and exactSha256.'),
  );
});

test('a span that moved says so', () => {
  expect(anchor(span({ start, end, anchorStatus: 'MOVED' }), text).anchorStatus).toBe('MOVED');
  expect(anchor(span({ start, end, anchorStatus: 'MOVED', exactSha256: 'a' }), null).anchorStatus).toBe('MOVED');
});
