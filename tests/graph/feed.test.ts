import neo4j, { type Plan } from 'neo4j-driver';
import { changeSetList, lastChangeSet } from '../../src/features/feed/feed.queries';
import { everyChange, lastSeq, readFeed, type ChangeMatch } from '../../src/features/feed/feed.service';
import { createPoller, type Poller } from '../../src/features/feed/poller';
import type { Graph } from '../../src/graph/graph';
import { createLog } from '../../src/log';
import { emptyGraph, openTestGraph, testNeo4j } from '../support/graph';
import { recordMany, recordOne, until } from './feed-support';

const log = createLog({ level: 'silent', format: 'json' });
let graph: Graph;
let otherGraph: Graph;
let pollers: [Poller, Poller];
let followings: { stop: () => Promise<void> }[] = [];

beforeAll(async () => {
  graph = await emptyGraph();
  otherGraph = openTestGraph();
});
beforeEach(() => {
  const options = { pollMs: 20, pageSize: 16 };
  pollers = [createPoller(graph, log, options), createPoller(otherGraph, log, options)];
});
afterEach(async () => {
  await Promise.all(followings.map(({ stop }) => stop()));
  followings = [];
  pollers.forEach((poller) => poller.close());
});
afterAll(() => Promise.all([graph.close(), otherGraph.close()]));

function following(poller: Poller, after: number | null, match: ChangeMatch = everyChange) {
  const seqs: number[] = [];
  const stopping = new AbortController();
  const done = (async () => {
    for await (const { seq } of poller.follow({ after, match, signal: stopping.signal })) seqs.push(seq);
  })();
  const stop = async () => {
    stopping.abort();
    await done;
  };
  followings.push({ stop });
  return { seqs, stop };
}
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('the feed under eight writers', () => {
  it('gives each change set once, in order, to who was there, who joins midway and who resumes, on two servers', async () => {
    await recordOne(graph);
    const start = await lastSeq(graph);
    const total = 400;
    const [one, other] = pollers;
    const there = following(one, null);
    const thereToo = following(other, start);
    // A poller looks once a follower has its place: what is recorded sooner is, to one without a cursor, the past.
    await until(() => one.looks > 0 && other.looks > 0);
    const writing = recordMany(graph, total, 8);
    await until(() => there.seqs.length > 50 && thereToo.seqs.length > 50);
    const fromTheBeginning = following(one, 0);
    const midway = following(other, null);
    const leaving = following(one, start);
    await until(() => leaving.seqs.length > 100);
    await leaving.stop();
    const resumed = following(other, leaving.seqs[leaving.seqs.length - 1] ?? 0);
    await writing;
    const last = start + total;
    const all = [there, thereToo, fromTheBeginning, midway, resumed];
    await until(() => all.every(({ seqs }) => seqs[seqs.length - 1] === last));
    expect(await lastSeq(graph)).toBe(last);
    expect(there.seqs).toEqual(range(start + 1, last));
    expect(thereToo.seqs).toEqual(range(start + 1, last));
    expect(fromTheBeginning.seqs).toEqual(range(1, last));
    expect(midway.seqs).toEqual(range(midway.seqs[0] ?? 0, last));
    expect([...leaving.seqs, ...resumed.seqs]).toEqual(range(start + 1, last));
  });

  it('gives each once to who reads page after page while it grows', async () => {
    const start = await lastSeq(graph);
    const total = 300;
    let isWriting = true;
    const writing = recordMany(graph, total, 8).finally(() => (isWriting = false));
    const seen: number[] = [];
    let place = start;
    for (;;) {
      const wasWriting = isWriting;
      const rows = await readFeed(otherGraph, place, 7);
      seen.push(...rows.map(({ seq }) => seq));
      place = rows[rows.length - 1]?.seq ?? place;
      if (!wasWriting && rows.length === 0) break;
    }
    await writing;
    expect(seen).toEqual(range(start + 1, start + total));
  });
});

describe('what a subscriber asks for', () => {
  it('goes by what was done, to which kinds and to which nodes', async () => {
    const [poller] = pollers;
    const first = await recordOne(graph);
    const after = first.seq - 1;
    const imported = await recordOne(graph, 'Nobody died.', 'IMPORT');
    const last = await recordOne(graph);
    const all = following(poller, after);
    const asked = [
      following(poller, after, { ...everyChange, ops: ['IMPORT'] }),
      following(poller, after, { ...everyChange, kinds: ['Claim'] }),
      following(poller, after, { ...everyChange, kinds: ['Agent', 'Revision'] }),
      following(poller, after, { ...everyChange, nodeIds: [first.claim, last.claim] }),
      following(poller, after, { ...everyChange, ops: ['IMPORT'], nodeIds: [first.claim] }),
    ];
    await until(() => all.seqs.length === 3);
    const end = await recordOne(graph);
    await until(() => all.seqs.length === 4 && asked[1]?.seqs.length === 4);
    expect(asked.map(({ seqs }) => seqs)).toEqual([
      [imported.seq],
      [first.seq, imported.seq, last.seq, end.seq],
      [],
      [first.seq, last.seq],
      [],
    ]);
  });
});

describe('the queries of the feed', () => {
  it.each([
    [changeSetList.name, changeSetList.text, { after: 3, limit: 10 }],
    [lastChangeSet.name, lastChangeSet.text, {}],
  ])('%s takes its order from the index', async (_name, text, params) => {
    const operators = await operatorsOf(text, params);
    expect(operators.some((one) => /IndexSeekByRange/.test(one))).toBe(true);
    expect(operators.filter((one) => /^(Sort|Top|PartialTop|NodeByLabelScan|AllNodesScan)/.test(one))).toEqual([]);
  });

  async function operatorsOf(text: string, params: Record<string, unknown>): Promise<string[]> {
    const { uri, user, password, database } = testNeo4j();
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    try {
      const whole = Object.fromEntries(
        Object.entries(params).map(([name, value]) => [name, neo4j.int(value as number)]),
      );
      const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, whole, { database });
      const walk = (plan: Plan): string[] => [plan.operatorType, ...plan.children.flatMap(walk)];
      return summary.plan ? walk(summary.plan) : [];
    } finally {
      await driver.close();
    }
  }
});
