import fc from 'fast-check';
import { encodeCursor, readPage, type Position } from '../../../src/graph/page';

const refusal = expect.objectContaining({
  code: 'BAD_USER_INPUT',
  field: 'after',
  message: 'after: not a cursor of this list.',
});
const raw = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a list reads its own cursors, whatever the keys hold', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer(), (list, id, time) => {
      const position: Position = [time, id];
      const after = encodeCursor(list, position);
      expect(after).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(readPage(list, ['number', 'string'], { first: 5, after })).toEqual({ first: 5, after: position });
    }),
  );
});

test('the cursor of another list is refused and not misread', () => {
  const after = encodeCursor('claims', [1, 'clm_1']);
  expect(() => readPage('agents', ['number', 'string'], { after })).toThrow(refusal);
  expect(readPage('claims', ['number', 'string'], { after }).after).toEqual([1, 'clm_1']);
});

test.each([
  ['nothing', ''],
  ['no base64', '%%%'],
  ['base64 of no JSON', Buffer.from('claims').toString('base64url')],
  ['a JSON text', raw('claims')],
  ['null', raw(null)],
  ['a number', raw(7)],
  ['an object', raw({ 0: 'claims', 1: 1, 2: 'clm_1', length: 3 })],
  ['an empty list', raw([])],
  ['too few keys', raw(['claims', 1])],
  ['too many keys', raw(['claims', 1, 'clm_1', 'more'])],
  ['keys of the wrong types', raw(['claims', '1', 'clm_1'])],
  ['keys in the wrong order', raw(['claims', 'clm_1', 1])],
  ['a null for a key', raw(['claims', null, 'clm_1'])],
  ['a list for a key', raw(['claims', 1, ['clm_1']])],
  ['a cursor cut off', encodeCursor('claims', [1, 'clm_1']).slice(0, -4)],
])('garbage is refused: %s', (_what, after) => {
  expect(() => readPage('claims', ['number', 'string'], { after })).toThrow(refusal);
});

test('no text at all makes a page of another list, or an error of another kind', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json().map(raw), fc.base64String()), (after) => {
      expect(() => readPage('claims', ['number', 'string'], { after })).toThrow(refusal);
    }),
  );
});

test.each([[null], [undefined]])('without a cursor (%s) the page is the first one', (after) => {
  expect(readPage('claims', ['string'], { after }).after).toBeNull();
});
