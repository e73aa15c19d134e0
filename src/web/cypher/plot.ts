import { textOf, type Answer, type Value } from './values';

export interface Column {
  index: number;
  field: string;
  kind: 'number' | 'time' | 'text';
}

/** What the horizontal axis, or a bar's name, may be made of. */
export interface Naming {
  title: string;
  columns: Column[];
}

/** What can be plotted of an answer; null where its columns do not fit. The first of each is what is shown unasked. */
export interface Plottable {
  namings: Naming[];
  numbers: Column[];
}

export type Plot =
  | { form: 'bars'; bars: { name: string; value: number }[] }
  | { form: 'time'; points: { name: string; at: number; value: number }[] };

/** A year, a month, a day or a moment, as EDTF and ISO 8601 write them. */
const moment = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?(\[[^\]]+\])?$/;

/** Needs one column of numbers at least, and one of texts or dates. Of several of these, bars bear all of them as their name. */
export function plottableOf({ fields, values }: Answer): Plottable | null {
  const columns = fields.flatMap((field, index): Column[] => {
    const kind = kindOf(values.map((row) => row[index] ?? null));
    return kind === null ? [] : [{ index, field, kind }];
  });
  const numbers = columns.filter(({ kind }) => kind === 'number');
  const names = columns.filter(({ kind }) => kind !== 'number');
  if (numbers.length === 0 || names.length === 0) return null;
  const alone = names.map((column) => ({ title: column.field, columns: [column] }));
  const together = { title: names.map(({ field }) => field).join(' · '), columns: names };
  return { numbers, namings: names.length > 1 ? [together, ...alone] : alone };
}

/** Rows without a number are left out: nothing is no zero. */
export function plotOf({ values }: Answer, naming: Naming, number: Column): Plot {
  const rows = values.flatMap((row) => {
    const value = row[number.index];
    return typeof value === 'number' ? [{ row, value }] : [];
  });
  const name = (row: Value[]) => naming.columns.map(({ index }) => textOf(row[index] ?? null)).join(' · ');
  const [only] = naming.columns;
  if (naming.columns.length > 1 || only?.kind !== 'time') {
    return { form: 'bars', bars: rows.map(({ row, value }) => ({ name: name(row), value })) };
  }
  const points = rows
    .filter(({ row }) => row[only.index] !== null)
    .map(({ row, value }) => ({ name: name(row), at: timeOf(name(row)), value }))
    .sort((a, b) => a.at - b.at);
  return { form: 'time', points };
}

/** Round numbers that span from `low` to `high`, at most `most` of them and never fewer than two. */
export function ticksOf(low: number, high: number, most: number): number[] {
  if (low === high) return low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, low)];
  const rough = (high - low) / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  // By multiplication: a sum of tenths drifts.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function kindOf(values: Value[]): Column['kind'] | null {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return null;
  if (present.every((value) => typeof value === 'number')) return 'number';
  if (!present.every((value) => typeof value === 'string' || typeof value === 'boolean')) return null;
  return present.every((value) => typeof value === 'string' && !Number.isNaN(timeOf(value))) ? 'time' : 'text';
}

/** Milliseconds; NaN for what is no date. */
function timeOf(text: string): number {
  return moment.test(text) ? Date.parse(text.replace(/\[[^\]]+\]$/, '')) : NaN;
}
