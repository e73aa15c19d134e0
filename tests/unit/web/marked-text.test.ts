import { markedText, mostAtOnce, piecesOf, type MarkedWords, type Place } from '../../../src/web/marked-text';

/** Each piece as its text and the names of those that cover it. */
const cut = (text: string, places: (Place & { name: string })[], cuts?: number[]) =>
  piecesOf(text, places, cuts).map(({ start, end, places: on }) => [
    text.slice(start, end),
    on.map(({ name }) => name).join(''),
  ]);
const at = (name: string, start: number, end: number) => ({ name, start, end });

test('a text without marks is one piece; an empty text is none', () => {
  expect(cut('abc', [])).toEqual([['abc', '']]);
  expect(cut('', [at('a', 0, 0)])).toEqual([]);
});

test('it is cut at every begin and end; each piece knows all that cover it, the outermost first', () => {
  const overlapping = [at('b', 4, 9), at('a', 0, 6)];
  expect(cut('0123456789', overlapping)).toEqual([
    ['0123', 'a'],
    ['45', 'ab'],
    ['678', 'b'],
    ['9', ''],
  ]);
  const nested = [at('c', 2, 4), at('a', 0, 8), at('b', 2, 6)];
  expect(cut('0123456789', nested)).toEqual([
    ['01', 'a'],
    ['23', 'abc'],
    ['45', 'ab'],
    ['67', 'a'],
    ['89', ''],
  ]);
  expect(cut('0123', [at('a', 0, 4), at('b', 0, 4)], [2])).toEqual([
    ['01', 'ab'],
    ['23', 'ab'],
  ]);
});

test('offsets count UTF-16 code units; no character is cut in two, and none outside the text is asked for', () => {
  const text = 'a😀b';
  expect(cut(text, [at('x', 1, 3)])).toEqual([
    ['a', ''],
    ['😀', 'x'],
    ['b', ''],
  ]);
  expect(cut(text, [at('x', 2, 3), at('y', 1, 2)])).toEqual([
    ['a', ''],
    ['😀', 'xy'],
    ['b', ''],
  ]);
  expect(cut('ab', [at('x', -5, 1), at('y', 1, 99), at('z', 7, 9), at('w', 2, 1)])).toEqual([
    ['a', 'x'],
    ['b', 'y'],
  ]);
});

/** Counts how often a place is looked at. */
function watched(count: number, length: number, spread: (i: number) => [number, number]) {
  const looks = { count: 0 };
  const places = Array.from({ length: count }, (_, i) => {
    const [start, end] = spread(i);
    return {
      get start() {
        looks.count++;
        return start;
      },
      end,
    };
  });
  const pieces = piecesOf('x'.repeat(length), places);
  const told = pieces.reduce((sum, piece) => sum + piece.places.length + piece.begins.length, 0);
  return { looks: looks.count, pieces, told };
}

test.each<[string, (i: number) => [number, number]]>([
  ['side by side', (i) => [i * 400, i * 400 + 300]],
  ['each over the next', (i) => [i * 400, i * 400 + 700]],
  ['one within the other', (i) => [i * 200, 1_000_000 - i * 200]],
])('2,000 places in a text of 1 MB, %s, cost what they are and not their square', (_, spread) => {
  const [half, whole] = [watched(1_000, 1_000_000, spread), watched(2_000, 1_000_000, spread)];
  expect(whole.looks).toBe(2 * half.looks);
  expect(whole.pieces.length).toBeLessThanOrEqual(2 * 2_000 + 1);
  expect(whole.told).toBeLessThanOrEqual((mostAtOnce + 1) * whole.pieces.length);
  expect(whole.pieces.map(({ start, end }) => end - start).reduce((sum, one) => sum + one)).toBe(1_000_000);
});

test('what is not told of a piece is counted', () => {
  const [piece] = piecesOf(
    'abc',
    Array.from({ length: 12 }, () => ({ start: 0, end: 3 })),
  );
  expect([piece?.places.length, piece?.more, piece?.begins.length]).toEqual([mostAtOnce, 12 - mostAtOnce, 12]);
});

const words = (number: number, start: number, end: number, more: Partial<MarkedWords> = {}): MarkedWords => ({
  ...{ id: `spn_${number}_${start}`, start, end, look: 'content', number, attribution: `atr_${number}` },
  ...{ told: `content of ${number}`, ...more },
});
const unescaped = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('the markup', () => {
  const text = 'One <b>two</b> & three.\n\n  Four "five"\nsix.\n \n\nSeven 😀.\n';
  test('has every character of the text in its place and nothing besides, whatever is marked', () => {
    expect(unescaped(markedText(text, []).text)).toBe(text);
    const marks = [words(1, 0, 30), words(2, 10, 50), words(3, 12, 14), words(2, 40, text.length)];
    const { text: markup } = markedText(text, marks);
    expect(unescaped(markup)).toBe(text);
    expect(markup).not.toContain('<b>');
    expect(markup.match(/<p /g)).toHaveLength(3);
    // A mark that goes on over a paragraph's end is closed there, and opened in the next.
    for (const paragraph of markup.split('</p>').slice(0, -1)) {
      expect(paragraph.match(/<mark/g)?.length).toBe(paragraph.match(/<\/mark/g)?.length);
    }
  });

  test('each marked piece leads to every attribution that it belongs to, and each place is led to once', () => {
    const { text: markup } = markedText('abcdef', [words(1, 0, 4), words(2, 2, 6), words(1, 0, 2, { look: 'cue' })]);
    const marks = markup.split('</mark').slice(0, -1);
    const hrefs = marks.map((mark) => [...mark.matchAll(/href="#(\w+)"/g)].map(([, to]) => to));
    expect(hrefs).toEqual([['atr_1'], ['atr_2', 'atr_1'], ['atr_2']]);
    expect(marks[0]).toContain('class="cue"');
    const ids = [...markup.matchAll(/ id="(\w+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['spn_1_0', 'spn_1_0', 'spn_2_2']);
    // The number stands where the attribution's words end.
    expect(marks.map((mark) => /title="[^"]*"\s+data-n/.test(mark))).toEqual([false, false, true]);
  });

  test('a title that tries to end itself does not', () => {
    const { text: markup } = markedText('ab', [words(1, 0, 2, { told: '"><script>x</script>' })]);
    expect(markup).not.toContain('<script');
  });
});
