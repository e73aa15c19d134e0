import type { Format } from './formats';

/** The lines that `sayso import` reads (docs/import.md). */
export const jsonLines: Format = {
  file: 'sayso.jsonl',
  description: 'one record a line, as `sayso import` reads them',
  open: (open) => {
    const sink = open('sayso.jsonl');
    let rows = 0;
    return Promise.resolve({
      page: async (records) => {
        let text = '';
        for (const { kind, row } of records) text += `${JSON.stringify({ kind, row })}\n`;
        rows += records.length;
        await sink.write(text);
      },
      close: async () => [await sink.close(rows)],
    });
  },
};
