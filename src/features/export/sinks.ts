import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { basename } from 'node:path';

/** A file of an export, as its manifest tells of it. */
export interface WrittenFile {
  name: string;
  bytes: number;
  sha256: string;
  /** Lines, nodes or whatever its format counts. */
  rows: number;
}

/** Takes the bytes of one file. `write` is awaited, so that a slow reader holds up the reading of the graph. */
export interface Sink {
  write(text: string | Uint8Array): Promise<void>;
  close(rows: number): Promise<WrittenFile>;
}

/** Written at once, in code units. */
const chunk = 256 * 1024;
/** What a file is called until it is whole. */
export const partOf = (path: string) => `${path}.part`;

/** A file that has its name once it is whole. */
export function fileSink(path: string): Sink {
  const file = openSync(partOf(path), 'w', 0o644);
  const put = (bytes: Buffer) => {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
  };
  return sink(basename(path), put, () => {
    fsyncSync(file);
    closeSync(file);
    renameSync(partOf(path), path);
  });
}

/** The standard output. Whoever closes it early ends the export. */
export function stdoutSink(name: string, stream: NodeJS.WritableStream = process.stdout): Sink {
  const put = async (bytes: Buffer) => {
    if (!stream.write(bytes)) await once(stream, 'drain');
  };
  return sink(name, put, () => undefined);
}

function sink(name: string, put: (bytes: Buffer) => void | Promise<void>, end: () => void): Sink {
  const hash: Hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let [length, bytes] = [0, 0];
  const flush = async () => {
    const all = Buffer.concat(waiting);
    [waiting, length] = [[], 0];
    hash.update(all);
    bytes += all.length;
    await put(all);
  };
  return {
    write: async (text) => {
      // A copy: who writes bytes may use their memory again.
      const more = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text);
      waiting.push(more);
      length += more.length;
      if (length >= chunk) await flush();
    },
    close: async (rows) => {
      await flush();
      end();
      return { name, bytes, sha256: hash.digest('hex'), rows };
    },
  };
}
