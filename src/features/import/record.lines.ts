import { createReadStream } from 'node:fs';
import { StartUpFault } from '../../errors';

export interface RecordLine {
  /** Counted from 1. */
  number: number;
  text: string;
  /** How many bytes of the file end with this line. */
  end: number;
}

/** The longest line that is read, in code units: a whole file without line ends must not fill the memory. */
const longestLine = 64 * 1024 * 1024;

/**
 * The lines of a file, or of the standard input (`-`), some hundred at a time; empty ones are left out.
 * @throws StartUpFault where it cannot be read, or is no text of lines.
 */
export async function* linesOf(file: string): AsyncGenerator<RecordLine[]> {
  const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 256 * 1024 });
  let rest = '';
  let number = 0;
  let end = 0;
  const lineOf = (text: string, closed: boolean): RecordLine => {
    end += Buffer.byteLength(text) + (closed ? 1 : 0);
    return { number: ++number, text, end };
  };
  stream.setEncoding('utf8');
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      if (rest.length > longestLine)
        throw new StartUpFault(`${file}: line ${number + parts.length + 1} is endless.`, form);
      const lines = parts.map((text) => lineOf(text, true)).filter(isFilled);
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    if (error instanceof StartUpFault) throw error;
    throw new StartUpFault(`${file} cannot be read: ${(error as Error).message}.`, form, { cause: error });
  }
  const last = [lineOf(rest, false)].filter(isFilled);
  if (last.length > 0) yield last;
}

const form = 'An import reads lines of JSON, one record a line: docs/import.md.';
const isFilled = ({ text }: RecordLine) => text.trim() !== '';
