import { SaysoError } from '../../../src/errors';
import { everyChange, FeedInterrupted, feedCursor, type ChangeMatch } from '../../../src/features/feed/feed.service';
import { createPoller, type Poller, type PollerOptions } from '../../../src/features/feed/poller';
import { createLog } from '../../../src/log';
import { changeSet, FakeFeed, until } from './fake-feed';

const log = createLog({ level: 'silent', format: 'json' });
let feed: FakeFeed;
let poller: Poller;

const start = (options: PollerOptions = {}) => {
  feed = new FakeFeed();
  poller = createPoller(feed.graph, log, { pollMs: 1, longestBackOffMs: 5, ...options });
};
afterEach(() => poller.close());

/** Follows in the background; `seqs` grows. */
function following(after: number | null, match: ChangeMatch = everyChange) {
  const seqs: number[] = [];
  const stopping = new AbortController();
  const done = (async () => {
    for await (const { seq } of poller.follow({ after, match, signal: stopping.signal })) seqs.push(seq);
  })();
  const ended = done.then(
    () => null,
    (error: unknown) => error as Error,
  );
  return { seqs, ended, stop: () => stopping.abort() };
}
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, i) => from + i);
const looks = () => feed.reads.filter(({ name }) => name === 'feed/list').length;

describe('the poller', () => {
  it('does not look at the database without a subscriber, and stops when the last one leaves', async () => {
    start();
    feed.grow(3);
    const one = following(null);
    await until(() => poller.looks > 2);
    one.stop();
    expect(await one.ended).toBeNull();
    expect(poller.subscribers).toBe(0);
    const before = poller.looks;
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setTimeout(resolve, 2));
    // One may have been on its way.
    expect(poller.looks - before).toBeLessThanOrEqual(1);
  });

  it('looks once for a hundred subscribers', async () => {
    start();
    feed.grow(1);
    const all = Array.from({ length: 100 }, () => following(1));
    await until(() => poller.subscribers === 100 && poller.looks > 1);
    await until(() => looks() === poller.looks || looks() > 100);
    const [before, polls] = [looks(), poller.looks];
    feed.grow(5);
    await until(() => all.every(({ seqs }) => seqs.length === 5));
    expect(all.every(({ seqs }) => seqs.join() === '2,3,4,5,6')).toBe(true);
    expect(looks() - before).toBe(poller.looks - polls);
  });

  it('gives the backlog by pages and then what comes, without a seam', async () => {
    start({ pageSize: 7 });
    feed.grow(50);
    const one = following(0);
    await until(() => one.seqs.length >= 50);
    feed.grow(20);
    await until(() => one.seqs.length >= 70);
    expect(one.seqs).toEqual(upTo(70));
  });

  it('gives everything to one that comes while the database is being asked, though it was not asked for it', async () => {
    start();
    feed.grow(2);
    const first = following(null);
    let isHeld = false;
    let release = () => {};
    await until(() => poller.looks > 0);
    feed.beforeAnswer = (name) => {
      if (isHeld || name !== 'feed/list') return;
      isHeld = true;
      return new Promise((resolve) => (release = resolve));
    };
    await until(() => isHeld);
    // The look that is held has not seen these; the next has, and so has the newcomer's own reading.
    feed.grow(3);
    const second = following(2, { ...everyChange, kinds: ['Claim'] });
    await until(() => second.seqs.length === 3);
    release();
    feed.grow(2);
    await until(() => first.seqs.length >= 5 && second.seqs.length >= 5);
    expect(first.seqs).toEqual(upTo(7, 3));
    expect(second.seqs).toEqual(upTo(7, 3));
  });

  it('gives to each what it asks for', async () => {
    start();
    feed.grow(1);
    const claim = `clm_${changeSet(4).id.slice(4)}`;
    const one = following(null, { ...everyChange, nodeIds: [claim] });
    const none = following(null, { ...everyChange, ops: ['DECIDE'] });
    const all = following(null);
    await until(() => poller.looks > 1 && poller.subscribers === 3);
    feed.grow(5);
    await until(() => all.seqs.length === 5 && one.seqs.length === 1);
    expect(one.seqs).toEqual([4]);
    expect(none.seqs).toEqual([]);
  });

  it('cuts off one that is too slow, and tells it where to go on', async () => {
    start({ bufferSize: 10 });
    const stream = poller.follow({ after: null, match: everyChange, signal: new AbortController().signal });
    const first = stream.next();
    await until(() => poller.looks > 0);
    feed.grow(1);
    expect((await first).value).toMatchObject({ seq: 1 });
    let answers = 0;
    feed.grow(50);
    feed.beforeAnswer = () => void answers++;
    await until(() => answers > 0);
    const fault = await stream.next().then(
      () => null,
      (error: unknown) => error as FeedInterrupted,
    );
    expect(fault).toBeInstanceOf(FeedInterrupted);
    expect(fault?.cursor).toBe(feedCursor(1));
    expect(poller.subscribers).toBe(0);
    const resumed = following(1);
    await until(() => resumed.seqs.length >= 50);
    expect(resumed.seqs).toEqual(upTo(51, 2));
  });

  it('waits out a database that does not answer, in the backlog and in the stream', async () => {
    start({ pageSize: 4 });
    feed.grow(10);
    let isAway = true;
    let failed = 0;
    feed.beforeAnswer = () => {
      if (!isAway) return;
      failed++;
      throw new SaysoError('UNAVAILABLE', 'away');
    };
    const one = following(0);
    await until(() => failed > 3);
    isAway = false;
    await until(() => one.seqs.length === 10);
    isAway = true;
    failed = 0;
    await until(() => failed > 3);
    feed.grow(10);
    isAway = false;
    await until(() => one.seqs.length === 20);
    expect(one.seqs).toEqual(upTo(20));
  });

  it('refuses a place that the feed has not got to, and one subscriber too many', async () => {
    start({ maximumSubscribers: 1 });
    feed.grow(3);
    expect(await following(4).ended).toMatchObject({ code: 'BAD_USER_INPUT' });
    const one = following(3);
    await until(() => poller.subscribers === 1);
    expect(await following(3).ended).toMatchObject({ code: 'UNAVAILABLE' });
    one.stop();
    await one.ended;
  });

  it('ends every following when it closes, and tells where to go on', async () => {
    start();
    feed.grow(2);
    const one = following(null);
    const two = following(null);
    await until(() => poller.looks > 1);
    poller.close();
    const ended = await Promise.all([one.ended, two.ended]);
    expect(ended).toMatchObject([{ cursor: feedCursor(2) }, { cursor: feedCursor(2) }]);
    expect(await following(null).ended).toMatchObject({ code: 'UNAVAILABLE' });
  });
});
