import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../../src/root';
import { judge } from '../goals';
import type { Result } from './result';
import { markdownOf, tablesOf } from './table';

const folder = fromRoot('bench', 'results');
export const pageFile = fromRoot('docs', 'performance.md');

/** The newest result of a whole run; where there was none, the newest of the largest graph. Null where there is none. */
export function newestResult(): { name: string; result: Result } | null {
  if (!existsSync(folder)) return null;
  const all = readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.json$/.test(name))
    .map((name) => ({ name, result: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result }))
    .sort((one, other) => sizeOf(one.result) - sizeOf(other.result) || (one.result.date < other.result.date ? -1 : 1));
  return all.at(-1) ?? null;
}
const sizeOf = (result: Result) => Math.max(...result.claims);

/** The text of docs/performance.md for a result in bench/results. */
export function pageOf(name: string, result: Result): string {
  const { machine, versions, effort } = result;
  const tables = tablesOf(result, judge(result, 0));
  const measuring = [
    `One connection: ${effort.rounds} rounds of ${effort.requests} requests each (a quarter of that for pages and lists), after ${effort.warmUp} to warm up;`,
    `eight connections: ${effort.peakRounds} rounds of ${effort.peakSeconds} s. The median round is shown.`,
  ].join(' ');
  return `# How fast is it

\`\`\`sh
npm run bench          # everything, up to a million claims: hours
npm run bench:quick    # up to 100 000 claims, without PostgreSQL: fails where a goal, or what was reached, is missed by far
npm run bench:soak     # memory, the event loop and overload
\`\`\`

A generated graph is loaded, and the same two questions are put to Sayso and to what else one could have written, in turns, in one run, on one database. All must give the same answer before any is timed. Ratios count; times are of this machine and of this day.

- **raw floor**: one hand-written query with the answer's shape, one \`executeQuery\`, one \`JSON.stringify\`; in process, and behind \`node:http\`. No schema, no limits, no rights, no history.
- **PostgreSQL, recursive CTE**: the same rows in PostgreSQL 15, one statement that builds the JSON.
- **@neo4j/graphql** 7 and **type-graphql + DataLoader**: in Apollo, with defaults. [bench/peers](../bench/peers/README.md) has all of these.

${measuring} This page is written by \`npm run bench -- --report\` from [${name}](../bench/results/${name}), which has every figure.

Measured ${result.date.slice(0, 10)} at commit \`${result.commit}\` by \`${result.command}\` on ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, ${machine.system}; ${Object.entries(
    versions,
  )
    .map(([what, version]) => `${what} ${version}`)
    .join(', ')}. The load generator and the database share these cores with whoever answers.

${tables.map(markdownOf).join('\n\n')}
`;
}
