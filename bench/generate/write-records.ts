import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { recordsOf } from './records';

/** Writes a generated graph as JSON lines, one record a line. Gives how many there are. `to`: a file, or a stream. */
export async function writeRecords(size: { claims: number; seed?: number }, to: string | Writable): Promise<number> {
  const out = typeof to === 'string' ? createWriteStream(to) : to;
  let count = 0;
  let lines = '';
  const flush = async () => {
    if (lines !== '' && !out.write(lines)) await once(out, 'drain');
    lines = '';
  };
  for (const record of recordsOf(size)) {
    lines += `${JSON.stringify(record)}\n`;
    count++;
    if (lines.length > 1 << 16) await flush();
  }
  await flush();
  if (out !== process.stdout) {
    out.end();
    await finished(out);
  }
  return count;
}
