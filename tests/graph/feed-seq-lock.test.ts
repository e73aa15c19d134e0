import { closeChangeSet, createChangeSet, stampChangeSet } from '../../src/features/change-set/change-set.queries';
import { recordClaims } from '../../src/features/claim/claim.queries';
import { changeSetList } from '../../src/features/feed/feed.queries';
import type { Graph } from '../../src/graph/graph';
import type { Query } from '../../src/graph/query';
import { newId } from '../../src/identity';
import { emptyGraph } from '../support/graph';
import { claimRow, recordMany, recordOne, repeatedly } from './feed-support';

/**
 * The lock under which `seq` is given (model.md, rule 7). What is asserted is what it is for; what it costs is printed by
 * `SAYSO_MEASURE=1 npm test -- tests/graph/feed-seq-lock.test.ts`.
 */
const isMeasuring = process.env.SAYSO_MEASURE !== undefined;
let graph: Graph;
beforeAll(async () => {
  graph = await emptyGraph();
});
afterAll(() => graph.close());

it.each([1, 8])(
  '%i writers: every change set has a place, and none has that of another',
  async (writers) => {
    const total = 200;
    const { seq: start } = await recordOne(graph);
    await recordMany(graph, total, writers);
    const rows = await graph.read(changeSetList, { after: start, limit: total + 1 });
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, i) => start + 1 + i));
    const moments = rows.map(({ recordedAt }) => recordedAt.getTime());
    expect(moments.every((moment, i) => i === 0 || moment > (moments[i - 1] ?? 0))).toBe(true);
  },
  120_000,
);

/** The same, but that each writer has a lock to itself, and so no place in the order of all. */
const ownLock = {
  ...closeChangeSet,
  text: closeChangeSet.text.replace("{id: 'changes'}", '{id: $log}').replace('cs.seq = seq, ', ''),
} as unknown as Query<{ changeSet: string; result: null; joins: boolean; log: string }, object>;

const held = { ms: 0, ofMs: 0 };
async function recordOutOfOrder(writer: number): Promise<void> {
  const begun = performance.now();
  let locked = begun;
  const row = claimRow();
  const [id, key] = [newId('ChangeSet'), `test ${row.id}`];
  await graph.write(async (tx) => {
    const principal = { principal: 'a test', principalId: newId('Principal'), roles: ['ADMIN'] };
    await tx.run(createChangeSet, { id, key, inputSha256: key, op: 'RECORD', reason: 'a reason', ...principal });
    await tx.run(recordClaims, { changeSet: id, rows: [row] });
    await tx.run(ownLock, { changeSet: id, result: null, joins: false, log: `of writer ${writer}` });
    locked = performance.now();
    await tx.run(stampChangeSet, { changeSet: id });
  });
  held.ms += performance.now() - locked;
  held.ofMs += performance.now() - begun;
}

(isMeasuring ? it : it.skip)(
  'what the lock costs',
  async () => {
    const [rounds, each] = [6, 200];
    const timeOf = async (work: () => Promise<void>) => {
      const before = performance.now();
      await work();
      return performance.now() - before;
    };
    const took = { one: 0, eight: 0, eightOwn: 0 };
    // In turns, so that whatever else the machine does falls on all alike. The first round only warms up.
    for (let round = 0; round <= rounds; round++) {
      const one = await timeOf(() => recordMany(graph, each, 1));
      const eight = await timeOf(() => recordMany(graph, each, 8));
      const eightOwn = await timeOf(() => repeatedly(each, 8, recordOutOfOrder));
      [held.ms, held.ofMs] = [0, 0];
      await repeatedly(each, 1, recordOutOfOrder);
      if (round === 0) continue;
      took.one += one;
      took.eight += eight;
      took.eightOwn += eightOwn;
    }
    const line = (name: string, ms: number) => `${name}: ${Math.round((rounds * each * 1_000) / ms)} change sets/s`;
    console.log(
      [
        line('1 writer', took.one),
        line('8 writers', took.eight),
        line('8 writers, each with a lock to itself', took.eightOwn),
        `1 writer holds the lock for ${(held.ms / each).toFixed(1)} of ${(held.ofMs / each).toFixed(1)} ms a change set`,
        `8 writers against 1: ${(took.one / took.eight).toFixed(2)}`,
        `the lock at 8 writers: ${(((took.eight - took.eightOwn) / took.eightOwn) * 100).toFixed(0)} % longer`,
      ].join('\n'),
    );
  },
  600_000,
);
