import type { Answer, Value } from './values';

/** An answer as RFC 4180 has it: CRLF, quotes where they are needed. Nothing is an empty field; lists and nodes are JSON. */
export function csvOf({ fields, values }: Answer): string {
  return [fields, ...values].map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('');
}

function fieldOf(value: Value): string {
  if (value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
