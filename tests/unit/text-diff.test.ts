import fc from 'fast-check';
import { diffTexts, type TextChange } from '../../src/features/document/text-diff';

const short = (changes: TextChange[]) =>
  changes.map(({ op, text }) => `${{ EQUAL: '=', INSERT: '+', DELETE: '-' }[op]}${text}`);

/** What every answer must keep: it gives back both texts, its offsets hold, and it changes nothing needlessly. */
function check(before: string, after: string): TextChange[] {
  const changes = diffTexts(before, after);
  let [beforeAt, afterAt] = [0, 0];
  for (const [at, { op, text, beforeStart, beforeEnd, afterStart, afterEnd }] of changes.entries()) {
    expect([beforeStart, afterStart]).toEqual([beforeAt, afterAt]);
    expect(text).not.toBe('');
    expect(before.slice(beforeStart, beforeEnd)).toBe(op === 'INSERT' ? '' : text);
    expect(after.slice(afterStart, afterEnd)).toBe(op === 'DELETE' ? '' : text);
    const last = changes[at - 1]?.op;
    expect(last).not.toBe(op);
    if (last === 'INSERT') expect(op).toBe('EQUAL');
    [beforeAt, afterAt] = [beforeEnd, afterEnd];
  }
  expect([beforeAt, afterAt]).toEqual([before.length, after.length]);
  return changes;
}

describe('diffTexts', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing', '', '', []],
    ['the same', 'Two died.', 'Two died.', ['=Two died.']],
    ['a first text', '', 'Two died.', ['+Two died.']],
    ['a number', 'Two children died.', 'Five children died.', ['-Two', '+Five', '= children died.']],
    ['a number with separators', 'at 1,500 dead', 'at 2,500 dead', ['=at ', '-1,500', '+2,500', '= dead']],
    ['a negation', 'He did confirm it.', 'He did not confirm it.', ['=He did ', '+not ', '=confirm it.']],
    ['several words as one run', 'a red old car', 'a blue new car', ['=a ', '-red old', '+blue new', '= car']],
    ['letters that are not Latin', 'Двое детей погибли', 'Пять детей погибли', ['-Двое', '+Пять', '= детей погибли']],
    ['signs without spaces', '二人が死亡', '五人が死亡', ['-二', '+五', '=人が死亡']],
    ['half a surrogate pair is never left', 'so 😀 it', 'so 😁 it', ['=so ', '-😀', '+😁', '= it']],
    ['line breaks', 'one\r\ntwo', 'one\ntwo', ['=one', '-\r\n', '+\n', '=two']],
  ])('%s', (_, before, after, expected) => {
    expect(short(check(before, after))).toEqual(expected);
  });

  it('gives back both texts, whatever they are', () => {
    const words = fc.array(
      fc.constantFrom('two', 'five', ' ', ' ', '\n', '\r', '1,5', '.', '😀', 'не', '二', 'e\u0301'),
    );
    const anything = fc.oneof(
      words.map((all) => all.join('')),
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('\ud83d', '\ude00', 'a', ' ')).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(anything, anything, (before, after) => void check(before, after)),
      { numRuns: 300 },
    );
  });

  const numbered = (from: number, to: number, end: string) =>
    Array.from({ length: to - from }, (_, at) => `w${from + at}`).join(end);

  it('compares lines where too many words differ', () => {
    const before = `The first line stays.\n${numbered(0, 1_000, ' ')}\nThe last line stays.\n`;
    const after = `The first line stays.\n${numbered(1_000, 2_000, ' ')}\nThe last line stays.\n`;
    expect(check(before, after).map(({ op }) => op)).toEqual(['EQUAL', 'DELETE', 'INSERT', 'EQUAL']);
  });

  it('sees one DELETE and one INSERT where too many lines differ as well', () => {
    const before = `The first line stays.\n${numbered(0, 1_000, '\n')}`;
    const after = `The first line stays.\n${numbered(1_000, 2_000, '\n')}`;
    expect(short(check(before, after))).toEqual([`-${before}`, `+${after}`]);
  });
});
