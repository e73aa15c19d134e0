import { defineQuery } from '../../graph/query';

export const createWebhookNode = defineQuery<
  { id: string; url: string; secretSealed: string; ops: string[] | null; kinds: string[] | null },
  { id: string; lastSeq: number }
>({
  name: 'feed/webhook-create',
  mode: 'write',
  params: ['id', 'url', 'secretSealed', 'ops', 'kinds'],
  columns: ['id', 'lastSeq'],
});

export interface WebhookNode {
  id: string;
  url: string;
  ops: string[] | null;
  kinds: string[] | null;
  createdAt: Date;
  disabledAt: Date | null;
  /** It has been told of everything up to here. */
  lastSeq: number;
  /** Tries at the next one that failed, the error of the last, and when to try again. */
  attempts: number;
  nextTryAt: Date | null;
  lastError: string | null;
  /** Deliveries that were given up. */
  dead: number;
}
export const webhookList = defineQuery<object, WebhookNode>({
  name: 'feed/webhook-list',
  mode: 'read',
  params: [],
  columns: [
    'id',
    'url',
    'ops',
    'kinds',
    'createdAt',
    'disabledAt',
    'lastSeq',
    'attempts',
    'nextTryAt',
    'lastError',
    'dead',
  ],
});
export const removeWebhookNode = defineQuery<{ id: string }, { id: string }>({
  name: 'feed/webhook-remove',
  mode: 'write',
  params: ['id'],
  columns: ['id'],
});
export const dueWebhooks = defineQuery<object, { id: string }>({
  name: 'feed/webhook-due',
  mode: 'read',
  params: [],
  columns: ['id'],
});

export interface LeasedWebhook {
  id: string;
  url: string;
  secretSealed: string;
  ops: string[] | null;
  kinds: string[] | null;
  lastSeq: number;
  attempts: number;
}
export const leaseWebhook = defineQuery<{ id: string; holder: string; leaseMs: number }, LeasedWebhook>({
  name: 'feed/webhook-lease',
  mode: 'write',
  params: ['id', 'holder', 'leaseMs'],
  columns: ['id', 'url', 'secretSealed', 'ops', 'kinds', 'lastSeq', 'attempts'],
});
/** The following give no row where the lease is not `holder`'s any more, or the webhook was removed. */
export const advanceWebhook = defineQuery<{ id: string; holder: string; seq: number; leaseMs: number }, { id: string }>(
  {
    name: 'feed/webhook-advance',
    mode: 'write',
    params: ['id', 'holder', 'seq', 'leaseMs'],
    columns: ['id'],
  },
);
export const retryWebhook = defineQuery<
  { id: string; holder: string; attempts: number; lastError: string; delayMs: number },
  { id: string }
>({
  name: 'feed/webhook-retry',
  mode: 'write',
  params: ['id', 'holder', 'attempts', 'lastError', 'delayMs'],
  columns: ['id'],
});
export const buryDelivery = defineQuery<
  {
    id: string;
    holder: string;
    delivery: string;
    seq: number;
    attempts: number;
    lastError: string;
    leaseMs: number;
  },
  { id: string }
>({
  name: 'feed/webhook-bury',
  mode: 'write',
  params: ['id', 'holder', 'delivery', 'seq', 'attempts', 'lastError', 'leaseMs'],
  columns: ['id'],
});
export const releaseWebhook = defineQuery<{ id: string; holder: string }, { id: string }>({
  name: 'feed/webhook-release',
  mode: 'write',
  params: ['id', 'holder'],
  columns: ['id'],
});

export interface DeadDeliveryNode {
  id: string;
  webhook: string;
  url: string;
  seq: number;
  attempts: number;
  lastError: string | null;
  at: Date;
}
/** `secretSealed` is null where the webhook was removed since. `ids` null is all. */
export const deadDeliveries = defineQuery<{ ids: string[] | null }, DeadDeliveryNode & { secretSealed: string | null }>(
  {
    name: 'feed/dead-list',
    mode: 'read',
    params: ['ids'],
    columns: ['id', 'webhook', 'url', 'secretSealed', 'seq', 'attempts', 'lastError', 'at'],
  },
);
export const deadDeliveryRetried = defineQuery<
  { id: string; attempts: number; lastError: string | null },
  { id: string }
>({
  name: 'feed/dead-retried',
  mode: 'write',
  params: ['id', 'attempts', 'lastError'],
  columns: ['id'],
});
