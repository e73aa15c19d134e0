import { randomBytes } from 'node:crypto';
import { badInput } from '../../errors';
import type { Graph, Reader } from '../../graph/graph';
import { enums } from '../../graph/vocabulary';
import { checkId, deliveryId, kindOf, newId, prefixes } from '../../identity';
import { changesOfChangeSets, type ChangeSetNode } from './feed.queries';
import { feedCursor, readFeed } from './feed.service';
import { hookUrl, post } from './webhook-post';
import { signatureOf } from './webhook-signature';
import {
  createWebhookNode,
  deadDeliveries,
  deadDeliveryRetried,
  removeWebhookNode,
  webhookList,
  type DeadDeliveryNode,
  type WebhookNode,
} from './webhook.queries';

/** How webhooks are called. */
export interface DeliverySettings {
  graph: Graph;
  /** Opens what was sealed for `owner`, a webhook's id. */
  unseal: (sealed: string, owner: string) => string;
  /** Whether a webhook may be on this machine or in its network. */
  allowPrivateHooks?: boolean;
  /** How long a receiver may take. Milliseconds. */
  timeoutMs?: number;
}

/**
 * Makes a webhook that is told of all changes from now on: of those that did one of `ops` and touched one of `kinds`,
 * where these are given. The secret is shown here and never again.
 * @throws SaysoError BAD_USER_INPUT.
 */
export async function createWebhook(
  {
    graph,
    seal,
    allowPrivateHooks = false,
  }: { graph: Graph; seal: (text: string, owner: string) => string; allowPrivateHooks?: boolean },
  wanted: { url: string; ops?: readonly string[]; kinds?: readonly string[] },
): Promise<{ id: string; url: string; secret: string }> {
  const { href: url } = hookUrl(wanted.url, allowPrivateHooks);
  const ops = oneOf(wanted.ops, enums.ChangeOp, 'ops');
  const kinds = oneOf(wanted.kinds, Object.keys(prefixes), 'kinds');
  const secret = `whsec_${randomBytes(32).toString('base64url')}`;
  const id = newId('Webhook');
  await graph.write((tx) => tx.run(createWebhookNode, { id, url, secretSealed: seal(secret, id), ops, kinds }));
  return { id, url, secret };
}

function oneOf(given: readonly string[] | undefined, known: readonly string[], field: string): string[] | null {
  const unknown = given?.find((one) => !known.includes(one));
  if (unknown !== undefined)
    throw badInput(`${field}: "${unknown.slice(0, 60)}" is none of ${known.join(', ')}.`, field);
  return given && given.length > 0 ? [...given] : null;
}

/** All webhooks, the oldest first; removed ones have a `disabledAt`. Never a secret. */
export function listWebhooks(graph: Reader): Promise<WebhookNode[]> {
  return graph.read(webhookList, {});
}

/** Calls it no more and forgets its secret. False where there is no such webhook, or it was removed before. */
export async function removeWebhook(graph: Graph, id: string): Promise<boolean> {
  checkId(id, 'Webhook');
  const rows = await graph.write((tx) => tx.run(removeWebhookNode, { id }));
  return rows.length > 0;
}

/** The deliveries that were given up and have not come through since, the oldest first. */
export async function listDead(graph: Reader): Promise<DeadDeliveryNode[]> {
  const rows = await graph.read(deadDeliveries, { ids: null });
  return rows.map(({ id, webhook, url, seq, attempts, lastError, at }) => ({
    id,
    webhook,
    url,
    seq,
    attempts,
    lastError,
    at,
  }));
}

/**
 * Tries dead deliveries once more, now and one after another: those named, or all. `error` is null for what came through.
 * They come after later ones that came through before: a receiver goes by `seq`.
 */
export async function retryDead(
  settings: DeliverySettings,
  ids?: readonly string[],
): Promise<{ id: string; seq: number; error: string | null }[]> {
  const { graph } = settings;
  for (const id of ids ?? []) checkId(id, 'DeadDelivery');
  const results = [];
  for (const dead of await graph.read(deadDeliveries, { ids: ids ? [...ids] : null })) {
    const { id, seq, webhook, url, secretSealed } = dead;
    const [row] = await readFeed(graph, seq - 1, 1);
    const error =
      secretSealed === null
        ? 'the webhook was removed'
        : row?.seq !== seq
          ? 'there is no such change set'
          : await deliver(settings, { id: webhook, url, secretSealed }, row, new AbortController().signal);
    const attempts = dead.attempts + 1;
    await graph.write((tx) => tx.run(deadDeliveryRetried, { id, attempts, lastError: error }));
    results.push({ id, seq, error });
  }
  return results;
}

/** Changes that a delivery names at most. */
const namedChanges = 100;

/**
 * Tells a webhook of a change set, once. Null where it took it, or what went wrong. What is sent is what everybody may
 * see: who, when, why and which nodes, never what these say. Whoever wants that asks the API, by its own rights.
 */
export async function deliver(
  { graph, unseal, allowPrivateHooks = false, timeoutMs = 10_000 }: DeliverySettings,
  webhook: { id: string; url: string; secretSealed: string },
  row: ChangeSetNode,
  signal: AbortSignal,
): Promise<string | null> {
  let secret: string;
  try {
    secret = unseal(webhook.secretSealed, webhook.id);
  } catch {
    return 'its secret cannot be opened with the key of this server';
  }
  const changes = await graph.read(changesOfChangeSets, { ids: [row.id], afterId: '', limit: namedChanges + 1 });
  const { id, seq, op, recordedAt, principalName, reason } = row;
  const body = JSON.stringify({
    id,
    seq,
    cursor: feedCursor(seq),
    op,
    recordedAt,
    principalName,
    reason,
    changes: changes.slice(0, namedChanges).map(({ nodeId }) => ({ nodeId, kind: kindOf(nodeId) })),
    hasMoreChanges: changes.length > namedChanges,
  });
  return post(webhook.url, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'sayso',
      'sayso-delivery': deliveryId(webhook.id, id),
      'sayso-signature': signatureOf(secret, body, new Date()),
    },
    body,
    allowPrivate: allowPrivateHooks,
    timeoutMs,
    signal,
  });
}
