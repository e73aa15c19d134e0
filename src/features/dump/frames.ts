import { createHash } from 'node:crypto';
import { closeSync, fchmodSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { StartUpFault } from '../../errors';

/**
 * A dump's file: frames, one after the other. A frame is a line, the SHA-256 of it and a JSON object, then the bytes that
 * the object counts: rows, one JSON a line, compressed by gzip. The hash is of the hash before it, the object and the
 * bytes, so that no byte of the file can be another, missing or elsewhere without being noticed (docs/dump.md).
 */
export interface FrameHead {
  part: 'begin' | 'nodes' | 'again' | 'last' | 'end';
  rows: number;
  bytes: number;
  [more: string]: unknown;
}
export interface Frame {
  head: FrameHead;
  sha256: string;
  /** Where its bytes begin, and where the next frame does. */
  at: number;
  end: number;
}

const nothing = '0'.repeat(64);
/** The longest line of a frame, and the most bytes that one has. */
const longestHead = 1024 * 1024;
const longestFrame = 1024 * 1024 * 1024;

const hashOf = (before: string, head: string, bytes: Uint8Array) =>
  createHash('sha256').update(before).update('\n').update(head).update('\n').update(bytes).digest('hex');

/** A file that frames are added to. A frame is on the disk before the next is begun. */
export class FrameWriter {
  private constructor(
    private readonly path: string,
    private readonly file: number,
    private end: number,
    private sha256: string,
  ) {}

  /**
   * Goes on behind the last whole frame, and cuts off what is behind it; a last round is done again, since what it holds was
   * true under its lock alone. Gives the frames that are there. @throws StartUpFault where the file is something else.
   */
  static open(path: string): { writer: FrameWriter; frames: Frame[] } {
    const file = openSync(path, 'a+', 0o600);
    const frames: Frame[] = [];
    try {
      for (const frame of framesOf(file)) frames.push(frame);
    } catch (error) {
      if (!(error instanceof StartUpFault)) throw error;
    }
    if (frames.length === 0 && !mayBeFrame(file)) {
      closeSync(file);
      throw new StartUpFault(`${path} is there already, and is no dump.`, 'Remove it, or name another file.');
    }
    while (['last', 'end'].includes(frames.at(-1)?.head.part ?? '')) frames.pop();
    const last = frames.at(-1);
    ftruncateSync(file, last?.end ?? 0);
    fchmodSync(file, 0o600);
    return { writer: new FrameWriter(path, file, last?.end ?? 0, last?.sha256 ?? nothing), frames };
  }

  add(head: Omit<FrameHead, 'rows' | 'bytes'> & Pick<FrameHead, 'part'>, rows: readonly unknown[]): string {
    if (fstatSync(this.file).size !== this.end) {
      throw new StartUpFault(
        `Somebody else writes to ${this.path}.`,
        'Let one dump end before the next, or name another file.',
      );
    }
    const bytes =
      rows.length === 0 ? Buffer.alloc(0) : gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const text = JSON.stringify({ ...head, rows: rows.length, bytes: bytes.length });
    this.sha256 = hashOf(this.sha256, text, bytes);
    const all = Buffer.concat([Buffer.from(`${this.sha256} ${text}\n`), bytes]);
    for (let done = 0; done < all.length;) done += writeSync(this.file, all, done);
    fsyncSync(this.file);
    this.end += all.length;
    return this.sha256;
  }

  get bytes(): number {
    return this.end;
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Whether a file is empty, or begins as a frame that was cut off may. */
function mayBeFrame(file: number): boolean {
  const { size } = fstatSync(file);
  return size === 0 || /^[0-9a-f]+( \{.*)?$/s.test(bytesAt(file, 0, Math.min(size, 80)).toString('latin1'));
}

/** Reads a file's frames. */
export class FrameReader {
  private readonly file: number;
  constructor(path: string) {
    this.file = openSync(path, 'r');
  }
  get size(): number {
    return fstatSync(this.file).size;
  }
  /** Every frame, its hash held against its bytes. @throws StartUpFault at the first that is not whole. */
  *frames(): Generator<Frame> {
    yield* framesOf(this.file);
  }
  rowsOf({ head, at }: Frame): unknown[] {
    if (head.bytes === 0) return [];
    const text = gunzipSync(bytesAt(this.file, at, head.bytes)).toString('utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  }
  close(): void {
    closeSync(this.file);
  }
}

function* framesOf(file: number): Generator<Frame> {
  const { size } = fstatSync(file);
  let before = nothing;
  for (let at = 0; at < size;) {
    const { sha256, text, end: bytesFrom } = headAt(file, at, size);
    const head = JSON.parse(text) as FrameHead;
    const end = bytesFrom + head.bytes;
    if (!Number.isSafeInteger(head.bytes) || head.bytes < 0 || head.bytes > longestFrame || end > size) {
      throw damaged(`it ends within the part that begins at byte ${at}`);
    }
    if (hashOf(before, text, bytesAt(file, bytesFrom, head.bytes)) !== sha256) {
      throw damaged(`the part at byte ${at} does not have the checksum that it says`);
    }
    yield { head, sha256, at: bytesFrom, end };
    before = sha256;
    at = end;
  }
}

function headAt(file: number, at: number, size: number): { sha256: string; text: string; end: number } {
  for (let length = 4_096; ; length *= 4) {
    const piece = bytesAt(file, at, Math.min(length, size - at));
    const line = piece.indexOf('\n');
    if (line >= 0) {
      const [, sha256, text] = /^([0-9a-f]{64}) (\{.*\})$/.exec(piece.subarray(0, line).toString('utf8')) ?? [];
      if (sha256 === undefined || text === undefined || !isJson(text)) {
        throw damaged(`at byte ${at} there is no part of a dump`);
      }
      return { sha256, text, end: at + line + 1 };
    }
    if (length > longestHead || at + piece.length >= size) throw damaged(`at byte ${at} there is no part of a dump`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function bytesAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, length - done, at + done);
    if (read === 0) throw damaged('it became shorter while it was read');
    done += read;
  }
  return bytes;
}

export const damaged = (why: string) =>
  new StartUpFault(
    `The dump is damaged, or no dump: ${why}. Nothing was written.`,
    'Take another copy of the file, or another dump.',
  );
