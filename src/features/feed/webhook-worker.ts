import { randomUUID } from 'node:crypto';
import { deliveryId, type Identified } from '../../identity';
import type { Log } from '../../log';
import type { ChangeSetNode } from './feed.queries';
import { readFeedFor, type ChangeMatch } from './feed.service';
import {
  advanceWebhook,
  buryDelivery,
  dueWebhooks,
  leaseWebhook,
  releaseWebhook,
  retryWebhook,
  type LeasedWebhook,
} from './webhook.queries';
import { deliver, type DeliverySettings } from './webhook.service';

export interface WebhookWorkerOptions extends DeliverySettings {
  log: Log;
  /** How often a delivery is tried before it is given up. */
  tries?: number;
  /** The wait after the first failure; each after that is four times the one before. Milliseconds. */
  retryBaseMs?: number;
  /** How often to look for what is due. Milliseconds. */
  tickMs?: number;
  /** How long a server that fell silent keeps others from its webhooks; more than two deliveries can take. Milliseconds. */
  leaseMs?: number;
}

export interface WebhookWorker {
  /** Looks for what is due from now on. */
  start(): void;
  /** Delivers what is due and ends with it. How many deliveries came through. */
  round(): Promise<number>;
  /** Breaks off what is on its way; it is delivered again by whoever comes next. */
  close(): Promise<void>;
}

const pageSize = 50;

/**
 * Tells webhooks of changes, each webhook in the order of changes and by one server at a time. A delivery may come
 * twice (the receiver took it, and we did not live to know), under one `Sayso-Delivery`; none is passed over.
 */
export function createWebhookWorker(options: WebhookWorkerOptions): WebhookWorker {
  const { graph, log, tries = 6, retryBaseMs = 5_000, tickMs = 1_000, leaseMs = 60_000 } = options;
  const closing = new AbortController();
  const running = new Map<string, Promise<number>>();
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let failures = 0;

  async function startDue(): Promise<Promise<number>[]> {
    const due = await graph.read(dueWebhooks, {});
    if (closing.signal.aborted) return [];
    return due
      .filter(({ id }) => !running.has(id))
      .map(({ id }) => {
        const run = deliverTo(id).finally(() => running.delete(id));
        running.set(id, run);
        return run;
      });
  }

  async function deliverTo(id: string): Promise<number> {
    // A name of its own for each run: a lease that ran out must not be taken for one's own again.
    const holder = randomUUID();
    const [webhook] = await graph.write((tx) => tx.run(leaseWebhook, { id, holder, leaseMs }));
    if (!webhook) return 0;
    try {
      return await deliverAll(webhook, holder);
    } finally {
      await graph.write((tx) => tx.run(releaseWebhook, { id, holder })).catch(() => undefined);
    }
  }

  async function deliverAll(webhook: LeasedWebhook, holder: string): Promise<number> {
    const { id, ops } = webhook;
    const match: ChangeMatch = { ops, kinds: webhook.kinds as Identified[] | null, nodeIds: null };
    let { attempts, lastSeq: place } = webhook;
    let delivered = 0;
    const advance = async (seq: number) => {
      place = seq;
      const [row] = await graph.write((tx) => tx.run(advanceWebhook, { id, holder, seq, leaseMs }));
      return row !== undefined;
    };
    while (!closing.signal.aborted) {
      const { rows, wanted } = await readFeedFor(graph, [match], place, pageSize);
      const last = rows[rows.length - 1];
      if (!last) break;
      for (const row of rows.filter((row) => wanted(match, row))) {
        const fault = await deliver(options, webhook, row, closing.signal);
        if (closing.signal.aborted) return delivered;
        if (fault === null) {
          delivered++;
          if (!(await advance(row.seq))) return delivered;
        } else {
          if (!(await failed(webhook, row, holder, attempts + 1, fault))) return delivered;
          place = row.seq;
        }
        attempts = 0;
      }
      // What nobody wants at the end of a page is passed over with it.
      if (place < last.seq && !(await advance(last.seq))) return delivered;
    }
    return delivered;
  }

  /** Whether to go on with the next: where this one was given up. */
  async function failed(
    { id }: LeasedWebhook,
    row: ChangeSetNode,
    holder: string,
    attempts: number,
    lastError: string,
  ): Promise<boolean> {
    if (attempts >= tries) {
      log.warn({ webhook: id, seq: row.seq, attempts, lastError }, 'A webhook delivery was given up.');
      const burial = { id, holder, delivery: deliveryId(id, row.id), seq: row.seq, attempts, lastError, leaseMs };
      const [buried] = await graph.write((tx) => tx.run(buryDelivery, burial));
      return buried !== undefined;
    }
    const longest = retryBaseMs * 4 ** (attempts - 1);
    // Between half and all of it, so that many that failed at once do not come back at once.
    const delayMs = Math.round(longest * (0.5 + Math.random() / 2));
    await graph.write((tx) => tx.run(retryWebhook, { id, holder, attempts, lastError, delayMs }));
    return false;
  }

  function warn(error: unknown): void {
    if (failures++ === 0) log.warn({ err: error }, 'Webhooks cannot be told of changes; it will be tried again.');
  }

  async function tick(): Promise<void> {
    try {
      const runs = await startDue();
      if (runs.length === 0) failures = 0;
      for (const run of runs) void run.then(() => (failures = 0), warn);
    } catch (error) {
      warn(error);
    }
    if (!closing.signal.aborted) timer = setTimeout(look, tickMs * 2 ** Math.min(failures, 5)).unref();
  }

  const look = () => {
    looking = tick();
  };

  return {
    start: look,
    round: async () => (await Promise.all(await startDue())).reduce((sum, one) => sum + one, 0),
    close: async () => {
      closing.abort();
      clearTimeout(timer);
      await looking;
      await Promise.allSettled(running.values());
    },
  };
}
