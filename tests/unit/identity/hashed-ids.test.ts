import fc from 'fast-check';
import {
  documentId,
  joinId,
  kindOf,
  quantityId,
  ratingId,
  reviewId,
  versionId,
  type Identified,
} from '../../../src/identity';

const url = 'https://meridianwire.example/2021/03/09/quillport-fish-quay-shelled';
const sha256 = 'c25a88ac48624bece3bd61af9d497450c449afcc738734eeb90d4da282e31c39';
const predecessor = 'ver_01a20de1-59a6-7a08-8563-bf102f300db8';

test('the ids that stand in the shipped seeds come out of their parts today as on the day they were made', () => {
  const document = documentId(url);
  expect(document).toBe('doc_b1698e0a-e888-557d-9684-f5d20800d425');
  expect(versionId(document, sha256, predecessor)).toBe('ver_f4c0a736-6f4f-5b16-9c57-1889bd3e9a24');
});

const hashed: [Identified, (...parts: [string, string]) => string][] = [
  ['Document', (one, other) => documentId(`${one}${other}`)],
  ['DocumentVersion', (one, other) => versionId(one, other, null)],
  ['Quantity', (one, other) => quantityId(one, other.length)],
  ['Review', reviewId],
  ['Rating', (one, other) => ratingId(`${one}${other}`)],
  ['Join', joinId],
];

test.each(hashed)('the id of a %s is a UUID version 5 of its kind, the same for the same parts', (kind, idOf) => {
  const check = (one: string, other: string) => {
    const id = idOf(one, other);
    expect(id).toBe(idOf(one, other));
    expect(id).toMatch(/^[a-z]{3}_[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(kindOf(id)).toBe(kind);
  };
  fc.assert(fc.property(fc.string(), fc.string(), check));
});

test('parts cannot run into each other: what separates them counts', () => {
  expect(reviewId('a', 'bc')).not.toBe(reviewId('ab', 'c'));
  expect(reviewId('a","b', 'c')).not.toBe(reviewId('a', 'b","c'));
  expect(quantityId('clm_1', 11)).not.toBe(quantityId('clm_11', 1));
});

test('one part under two kinds gives two UUIDs', () => {
  expect(documentId(url).slice(4)).not.toBe(ratingId(url).slice(4));
});

test('a text that comes back after a change is a version of its own: the predecessor counts', () => {
  const document = documentId(url);
  const first = versionId(document, sha256, null);
  const again = versionId(document, sha256, first);
  expect(again).not.toBe(first);
  expect(versionId(document, sha256, again)).not.toBe(again);
});

test('a join has one id, whichever of the two is named first', () => {
  expect(joinId('agt_a', 'agt_b')).toBe(joinId('agt_b', 'agt_a'));
  expect(joinId('agt_a', 'agt_b')).not.toBe(joinId('agt_a', 'agt_c'));
});
