import { v5 } from 'uuid';
import { uuidv7 } from 'uuidv7';
import { badInput } from './errors';

/**
 * Who gets which id. An id is a prefix, an underscore and a UUID: v7 (made when recorded) unless the node has an
 * identity of its own in the world, which is then hashed (v5), so that recording it twice meets the same node.
 */
export const prefixes = {
  Claim: 'clm',
  Attribution: 'atr',
  Utterance: 'utt',
  Agent: 'agt',
  Document: 'doc',
  DocumentVersion: 'ver',
  TextSpan: 'spn',
  Quantity: 'qty',
  Event: 'evt',
  ClaimRelation: 'rel',
  Join: 'joi',
  Review: 'rev',
  Rating: 'rat',
  CorrectionNotice: 'cor',
  CommentRequest: 'cmr',
  ChangeSet: 'chg',
  Revision: 'rvn',
  Principal: 'prn',
  ApiKey: 'key',
  Webhook: 'whk',
  DeadDelivery: 'dlv',
} as const;
export type Identified = keyof typeof prefixes;

// Made once for Sayso. A change of it would give every hashed node a second identity.
const namespace = '3f6a2c0e-7d0b-5b8e-9a51-5a79736f0001';
const hashed = (kind: Identified, ...parts: string[]) =>
  `${prefixes[kind]}_${v5(JSON.stringify([kind, ...parts]), namespace)}`;

export function newId(kind: Identified): string {
  return `${prefixes[kind]}_${uuidv7()}`;
}

const shape = /^([a-z]{3})_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const kindByPrefix = new Map(Object.entries(prefixes).map(([kind, prefix]) => [prefix as string, kind as Identified]));

/** The kind that an id names, or null where the string is no id of ours. Says nothing of whether the node exists. */
export function kindOf(id: string): Identified | null {
  const prefix = shape.exec(id)?.[1];
  return (prefix && kindByPrefix.get(prefix)) || null;
}

/** @throws SaysoError BAD_USER_INPUT where `id` is no id, or that of another kind. Returns the id. */
export function checkId(id: string, kind: Identified, field = 'id'): string {
  if (kindOf(id) !== kind) {
    throw badInput(
      `${field}: "${id.slice(0, 60)}" is no id of this kind: ${kind} ids are ${prefixes[kind]}_ and a UUID.`,
      field,
    );
  }
  return id;
}

/** `url` must be canonical already (`canonicalUrl`). */
export const documentId = (url: string) => hashed('Document', url);
/** The predecessor counts, so that a text that comes back after a change is a version of its own. */
export const versionId = (document: string, contentSha256: string, predecessor: string | null) =>
  hashed('DocumentVersion', document, contentSha256, predecessor ?? '');
export const quantityId = (claim: string, position: number) => hashed('Quantity', claim, String(position));
/** `retracted` is how many reviews at this address were retracted before: a new one is no former one. */
export const reviewId = (url: string, claim: string, retracted = 0) =>
  hashed('Review', url, claim, ...(retracted > 0 ? [String(retracted)] : []));
export const ratingId = (review: string) => hashed('Rating', review);

/** One delivery of one change set to one webhook, however often it is tried: the receiver tells repeats by it. */
export const deliveryId = (webhook: string, changeSet: string) => hashed('DeadDelivery', webhook, changeSet);

const directed = new Set(['SUPPORTS', 'REFINES', 'SUPERSEDES']);
/** One relation for a kind and a pair: a symmetric kind takes the pair in the order of the ids, whichever came first. */
export function relationId(kind: string, left: string, right: string): string {
  return hashed('ClaimRelation', kind, ...(directed.has(kind) ? [left, right] : [left, right].sort()));
}
export const joinId = (one: string, other: string) => hashed('Join', ...[one, other].sort());

const tracking = /^(utm_.*|fbclid|gclid|mc_cid|mc_eid|igshid|cmpid)$/i;

/**
 * The form under which an address is a document's identity: scheme and host in lower case, default port, fragment,
 * user, tracking parameters and the path's closing slashes removed. @throws SaysoError BAD_USER_INPUT for what is not http(s).
 */
export function canonicalUrl(address: string, field = 'url'): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw badInput(`${field}: not an address.`, field);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw badInput(`${field}: not an http(s) address.`, field);
  // The parameters that stay keep their spelling: URLSearchParams would write all of them anew once one is deleted.
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !tracking.test([...new URLSearchParams(part).keys()][0] ?? ''));
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
}
