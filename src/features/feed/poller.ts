import { badInput, SaysoError } from '../../errors';
import type { Graph } from '../../graph/graph';
import type { Log } from '../../log';
import type { ChangeSetNode } from './feed.queries';
import { feedCursor, FeedInterrupted, lastSeq, readFeedFor, type ChangeMatch, type FeedPart } from './feed.service';

export interface PollerOptions {
  /** How long to wait between two looks at the database. Milliseconds. */
  pollMs?: number;
  /** Change sets that one look takes at most. */
  pageSize?: number;
  /** Change sets that wait for one slow subscriber before it is cut off. */
  bufferSize?: number;
  maximumSubscribers?: number;
  /** The longest wait between two looks while the database does not answer. Milliseconds. */
  longestBackOffMs?: number;
}

export interface Following {
  /** Begins after this `seq`; null for what comes from now on. */
  after: number | null;
  match: ChangeMatch;
  /** Ends the following, at any time. */
  signal: AbortSignal;
}

/**
 * The feed as it grows, for all subscribers of a process: one look at the database at a time, however many they are, and
 * none without one. That it goes by the database alone is what lets several servers share one.
 */
export interface Poller {
  /**
   * Every wanted change set once, in order, without a gap. Waits out a database that does not answer.
   * @throws SaysoError BAD_USER_INPUT for a place that the feed has not got to, UNAVAILABLE where there are too many
   * subscribers; FeedInterrupted where the subscriber is slower than the changes.
   */
  follow(following: Following): AsyncGenerator<ChangeSetNode, void>;
  /** Ends every following, by a FeedInterrupted: whoever holds one open ends it first, if it is to end in silence. */
  close(): void;
  /** How often the database was looked at, and by how many subscribers it is wanted at present. */
  readonly looks: number;
  readonly subscribers: number;
}

/** What a request that came by a transport for subscriptions has besides what every request has. */
export interface FeedAccess {
  poller: Poller;
  /** The cursor that a broken connection was resumed from; it goes before the argument `after`. */
  resumeAfter: string | null;
  signal: AbortSignal;
}

interface Subscriber {
  match: ChangeMatch;
  /** The last `seq` that it was given, or that it passed over in its backlog. */
  position: number;
  /** Whether its last reading of the backlog reached the end. */
  isNearEnd: boolean;
  waiting: ChangeSetNode[];
  isTooSlow: boolean;
  wake: () => void;
  end: AbortController;
}

export function createPoller(graph: Graph, log: Log, options: PollerOptions = {}): Poller {
  const { pollMs = 500, pageSize = 200, bufferSize = 1_000 } = options;
  const { maximumSubscribers = 1_000, longestBackOffMs = 30_000 } = options;
  const subscribers = new Set<Subscriber>();
  /** Those who have met the stream: what the next look finds is theirs. */
  const live = new Set<Subscriber>();
  /** Where the next look begins. Every live subscriber has been given, or has waiting, all up to here. */
  let place = 0;
  let isLooking = false;
  let looks = 0;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const backOff = (failed: number) => Math.min(longestBackOffMs, Math.max(pollMs, 50) * 2 ** Math.min(failed, 16));

  function lookIn(ms: number): void {
    if (timer !== undefined || isLooking || live.size === 0 || isClosed) return;
    timer = setTimeout(() => {
      timer = undefined;
      void look();
    }, ms);
    timer.unref();
  }

  async function look(): Promise<void> {
    const asking = new Set(live);
    let isFull = false;
    isLooking = true;
    looks++;
    try {
      const part = await readFeedFor(graph, matchesOf(asking), place, pageSize);
      if (failures > 0) log.info({ failures }, 'The feed is read again.');
      failures = 0;
      isFull = part.rows.length === pageSize;
      handOut(part, asking);
    } catch (error) {
      if (failures++ === 0) log.warn({ err: error }, 'The feed could not be read; it will be tried again.');
    } finally {
      isLooking = false;
      lookIn(failures > 0 ? backOff(failures) : isFull ? 0 : pollMs);
    }
  }

  function handOut({ rows, wanted }: FeedPart, asking: Set<Subscriber>): void {
    const last = rows[rows.length - 1];
    if (!last) return;
    place = last.seq;
    for (const subscriber of live) {
      if (asking.has(subscriber)) {
        for (const row of rows) {
          if (row.seq > subscriber.position && wanted(subscriber.match, row)) subscriber.waiting.push(row);
        }
        if (subscriber.waiting.length > bufferSize) {
          subscriber.isTooSlow = true;
          subscriber.waiting = [];
          live.delete(subscriber);
        }
      } else if (subscriber.position < place) {
        // It came while the database was being asked, without its wishes: it reads these itself, and meets us again.
        subscriber.isNearEnd = false;
        live.delete(subscriber);
      }
      subscriber.wake();
    }
  }

  /** No time passes in here: nothing can be recorded, read or handed out between the comparison and the meeting. */
  function meetStream(subscriber: Subscriber): boolean {
    if (!subscriber.isNearEnd) return false;
    if (live.size === 0 && !isLooking) place = subscriber.position;
    if (place > subscriber.position) {
      subscriber.isNearEnd = false;
      return false;
    }
    live.add(subscriber);
    lookIn(pollMs);
    return true;
  }

  async function* follow({ after, match, signal }: Following): AsyncGenerator<ChangeSetNode, void> {
    if (isClosed) throw new SaysoError('UNAVAILABLE', 'The server stops. Try again later.');
    if (subscribers.size >= maximumSubscribers) {
      throw new SaysoError('UNAVAILABLE', 'Too many are subscribed to this server. Try again later.');
    }
    const subscriber: Subscriber = {
      match,
      position: 0,
      isNearEnd: false,
      waiting: [],
      isTooSlow: false,
      wake: () => undefined,
      end: new AbortController(),
    };
    const end = subscriber.end.signal;
    // Not AbortSignal.any: it holds on to what it made for as long as its longest-lived part (nodejs/node#54614).
    const stop = () => subscriber.end.abort();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    end.addEventListener('abort', () => subscriber.wake());
    subscribers.add(subscriber);
    try {
      const last = await patiently(() => lastSeq(graph), end);
      if (last === null) return;
      if (after !== null && after > last) throw badInput('after: the feed has not got to that place yet.', 'after');
      subscriber.position = after ?? last;
      subscriber.isNearEnd = subscriber.position === last;
      while (!end.aborted) {
        if (subscriber.isTooSlow) {
          throw new FeedInterrupted(feedCursor(subscriber.position), 'Changes come faster than they are taken.');
        }
        if (live.has(subscriber) || meetStream(subscriber)) {
          const row = subscriber.waiting.shift();
          if (row) {
            subscriber.position = row.seq;
            yield row;
          } else {
            await new Promise<void>((resolve) => (subscriber.wake = resolve));
          }
          continue;
        }
        const part = await patiently(() => readFeedFor(graph, [match], subscriber.position, pageSize), end);
        if (part === null) break;
        subscriber.isNearEnd = part.rows.length < pageSize;
        for (const row of part.rows) {
          if (end.aborted) break;
          subscriber.position = row.seq;
          if (part.wanted(match, row)) yield row;
        }
      }
      // Ended by `close`: the subscriber did not wish it, and may go on elsewhere.
      if (!signal.aborted) throw new FeedInterrupted(feedCursor(subscriber.position), 'The server stops.');
    } finally {
      signal.removeEventListener('abort', stop);
      subscribers.delete(subscriber);
      live.delete(subscriber);
    }
  }

  /** What `read` gives once the database answers; null where the end comes first. */
  async function patiently<T>(read: () => Promise<T>, end: AbortSignal): Promise<T | null> {
    for (let failed = 0; !end.aborted; failed++) {
      if (failed > 0) await sleep(backOff(failed), end);
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof SaysoError) || error.code !== 'UNAVAILABLE') throw error;
      }
    }
    return null;
  }

  return {
    follow,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const { end } of subscribers) end.abort();
    },
    get looks() {
      return looks;
    },
    get subscribers() {
      return subscribers.size;
    },
  };
}

function* matchesOf(subscribers: Iterable<Subscriber>): Iterable<ChangeMatch> {
  for (const { match } of subscribers) yield match;
}

function sleep(ms: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    end.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      end.removeEventListener('abort', done);
      resolve();
    }
  });
}
