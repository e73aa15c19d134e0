import { readFeed, readFeedFor, feedCursor, seqOfCursor, everyChange } from '../../../src/features/feed/feed.service';
import type { Graph } from '../../../src/graph/graph';
import { encodeCursor } from '../../../src/graph/page';
import { changeSet, FakeFeed } from './fake-feed';

const readings = (...answers: number[][]) => {
  let reads = 0;
  const read = async () => (answers[reads++] ?? []).map(changeSet);
  return { reader: { read } as unknown as Graph, reads: () => reads };
};
const seqs = (rows: { seq: number }[]) => rows.map(({ seq }) => seq);

describe('reading the feed', () => {
  it('reads once where nothing is missing', async () => {
    const { reader, reads } = readings([4, 5, 6]);
    expect(seqs(await readFeed(reader, 3, 10))).toEqual([4, 5, 6]);
    expect(reads()).toBe(1);
  });

  it('reads again where a scan passed a place before its change set was there', async () => {
    const { reader } = readings([4, 6], [4, 5, 6, 7]);
    expect(seqs(await readFeed(reader, 3, 10))).toEqual([4, 5, 6]);
  });

  it('gives nothing of the second reading that could lack what is before it', async () => {
    const { reader } = readings([5], [4, 5, 7]);
    expect(seqs(await readFeed(reader, 3, 10))).toEqual([4, 5]);
  });

  it('goes on where a change set is lacking for good', async () => {
    const { reader } = readings([5, 6], [5, 6]);
    expect(seqs(await readFeed(reader, 3, 10))).toEqual([5, 6]);
  });

  it('asks what was changed only for those who want to know, once for all of them, when all of it is there', async () => {
    const feed = new FakeFeed();
    feed.grow(3);
    await readFeedFor(feed.graph, [everyChange, { ...everyChange, ops: ['RECORD'] }], 0, 10);
    expect(feed.reads.map(({ name }) => name)).toEqual(['feed/list', 'change-set/lock-changes']);

    feed.reads = [];
    const second = `clm_${changeSet(2).id.slice(4)}`;
    const matches = [
      { ...everyChange, nodeIds: [second] },
      { ...everyChange, kinds: ['Claim' as const] },
      { ...everyChange, kinds: ['Agent' as const] },
      { ...everyChange, ops: ['DECIDE'], nodeIds: [second] },
    ];
    const { rows, wanted } = await readFeedFor(feed.graph, matches, 0, 10);
    expect(feed.reads.map(({ name }) => name)).toEqual(['feed/list', 'change-set/lock-changes', 'feed/touched']);
    expect(matches.map((match) => seqs(rows.filter((row) => wanted(match, row))))).toEqual([[2], [1, 2, 3], [], []]);
  });
});

describe('cursors of the feed', () => {
  it('stand for a place', () => {
    expect(seqOfCursor(feedCursor(17))).toBe(17);
    expect(seqOfCursor(null)).toBeNull();
  });

  it.each([
    '17',
    'nonsense',
    encodeCursor('claims', [17]),
    encodeCursor('changes', [-1]),
    encodeCursor('changes', [1.5]),
  ])('refuses %s', (cursor) => {
    expect(() => seqOfCursor(cursor)).toThrow('not a cursor of this list');
  });
});
