import { diffArrays, diffLines } from 'diff';

/** One run of two texts. Offsets are UTF-16 code units, the end excluded; a DELETE is empty in `after`, an INSERT in `before`. */
export interface TextChange {
  op: 'EQUAL' | 'INSERT' | 'DELETE';
  beforeStart: number;
  beforeEnd: number;
  afterStart: number;
  afterEnd: number;
  text: string;
}

/** How many words (or lines) may differ before a coarser comparison is taken: the cost grows with its square. */
const maximumEdits = 1_000;

/**
 * What became of `before` in `after`, word by word, in reading order; between two EQUAL runs stands at most one DELETE,
 * then at most one INSERT. The texts of EQUAL and DELETE runs joined are `before`, those of EQUAL and INSERT `after`.
 * Texts that differ too much are compared line by line, then as wholes.
 */
export function diffTexts(before: string, after: string): TextChange[] {
  const runs = byWords(before, after) ?? byLines(before, after) ?? [{ removed: before, added: after }];
  const changes: TextChange[] = [];
  let [beforeAt, afterAt] = [0, 0];
  const push = (op: TextChange['op'], text: string) => {
    if (text === '') return;
    const [beforeStart, afterStart] = [beforeAt, afterAt];
    if (op !== 'INSERT') beforeAt += text.length;
    if (op !== 'DELETE') afterAt += text.length;
    changes.push({ op, beforeStart, beforeEnd: beforeAt, afterStart, afterEnd: afterAt, text });
  };
  for (const run of withoutLoneSpaces(runs)) {
    if ('equal' in run) {
      push('EQUAL', run.equal);
    } else {
      push('DELETE', run.removed);
      push('INSERT', run.added);
    }
  }
  return changes;
}

type Run = { equal: string } | { removed: string; added: string };

/** What jsdiff gives, its values already joined. */
interface Part {
  value: string;
  added: boolean;
  removed: boolean;
}

function byWords(before: string, after: string): Run[] | null {
  const parts = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: maximumEdits });
  return parts ? runsOf(parts.map((part) => ({ ...part, value: part.value.join('') }))) : null;
}

function byLines(before: string, after: string): Run[] | null {
  const parts = diffLines(before, after, { maxEditLength: maximumEdits });
  return parts ? runsOf(parts) : null;
}

/**
 * Line breaks, numbers with their separators, words, spaces, and single code points (jsdiff's own words are Latin ones).
 * Where words are written without spaces, each sign is one.
 */
const word =
  /\r?\n|\p{N}+(?:[.,]\p{N}+)*|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}])[\p{L}\p{N}\p{M}_])+|[^\S\r\n]+|./gsu;

const wordsOf = (text: string): string[] => text.match(word) ?? [];

function runsOf(parts: Part[]): Run[] {
  const runs: Run[] = [];
  for (const { value, added, removed } of parts) {
    if (added) append(runs, '', value);
    else if (removed) append(runs, value, '');
    else runs.push({ equal: value });
  }
  return runs;
}

/** A space that alone stayed between changed words reads as part of the change. */
function withoutLoneSpaces(runs: Run[]): Run[] {
  const joined: Run[] = [];
  for (const [at, run] of runs.entries()) {
    if (!('equal' in run)) append(joined, run.removed, run.added);
    else if (at > 0 && at < runs.length - 1 && /^[^\S\r\n]+$/.test(run.equal)) append(joined, run.equal, run.equal);
    else joined.push(run);
  }
  return joined;
}

function append(runs: Run[], removed: string, added: string): void {
  const last = runs.at(-1);
  if (last && !('equal' in last)) {
    last.removed += removed;
    last.added += added;
  } else {
    runs.push({ removed, added });
  }
}
