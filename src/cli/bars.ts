import { onOneLine } from './table';

/** More rows are no picture any more. */
export const mostBars = 100;

/**
 * Rows as bars for a terminal of `width` columns. A row's texts are the bar's name, the last column of numbers its length.
 * Null where there is no such column, or none of text beside it.
 */
export function bars(fields: readonly string[], rows: readonly unknown[][], width: number): string | null {
  const isAll = (i: number, kinds: readonly string[]) =>
    rows.some((row) => row[i] !== null) && rows.every((row) => row[i] === null || kinds.includes(typeof row[i]));
  const columns = fields.map((_, i) => i);
  const number = columns.findLast((i) => isAll(i, ['number']));
  const names = columns.filter((i) => isAll(i, ['string', 'boolean']));
  if (number === undefined || names.length === 0) return null;
  const drawn = rows.slice(0, mostBars).map((row) => ({
    name: names.map((i) => onOneLine(`${(row[i] as string | boolean | null) ?? '-'}`)).join(' · '),
    value: row[number] as number | null,
  }));
  const nameWidth = Math.min(Math.floor(width / 2), Math.max(...drawn.map(({ name }) => [...name].length)));
  const shown = drawn.map(({ value }) => (value === null ? '-' : String(value)));
  const valueWidth = Math.max(...shown.map((text) => text.length));
  const room = Math.max(1, width - nameWidth - valueWidth - 4);
  const most = Math.max(0, ...drawn.map(({ value }) => value ?? 0));
  const lines = drawn.map(({ name, value }, i) => {
    const length = value !== null && value > 0 ? Math.max(1, Math.round((value / most) * room)) : 0;
    return `${fitted(name, nameWidth)}  ${(shown[i] ?? '').padStart(valueWidth)}  ${'█'.repeat(length)}`.trimEnd();
  });
  return [`${fields[number]} by ${names.map((i) => fields[i]).join(' · ')}`, ...lines].join('\n');
}

function fitted(text: string, width: number): string {
  const letters = [...text];
  if (letters.length > width) return `${letters.slice(0, width - 1).join('')}…`;
  return text + ' '.repeat(width - letters.length);
}
