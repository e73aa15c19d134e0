import { agentLoaders } from './features/agent/agent.loaders';
import { attributionLoaders } from './features/attribution/attribution.loaders';
import { claimLoaders } from './features/claim/claim.loaders';
import { correctionLoaders } from './features/correction/correction.loaders';
import { documentLoaders } from './features/document/document.loaders';
import { feedLoaders } from './features/feed/feed.loaders';
import type { FeedAccess } from './features/feed/poller';
import { historyLoaders } from './features/history/history.loaders';
import { joinLoaders } from './features/join/join.loaders';
import { originLoaders } from './features/origin/origin.loaders';
import { relationLoaders } from './features/relation/relation.loaders';
import { reviewLoaders } from './features/review/review.loaders';
import { spanLoaders } from './features/span/span.loaders';
import { utteranceLoaders } from './features/utterance/utterance.loaders';
import type { Viewer } from './features/principal/viewer';
import { following, type Following } from './graph/following';
import type { Graph, QueryEvent, Reader } from './graph/graph';

/** Seals a guess at who an unnamed source is, for that agent alone, and opens it again. */
export interface Sealing {
  seal: (text: string, agentId: string) => string;
  unseal: (sealed: string, agentId: string) => string;
}

/** What a request carries: its own reader, so that it shares no transaction with another, and loaders that forget with it. */
export interface Context {
  graph: Following;
  reader: Reader;
  loaders: Loaders;
  /** Who asks; null for nobody in particular. */
  viewer: Viewer | null;
  sealing: Sealing;
  /** What a subscription has besides: only where the connection stays open. */
  feed?: FeedAccess;
  /** Forgets what was loaded: after a change, the same request must see it. */
  forget(): void;
}

export interface ContextOptions {
  graph: Graph;
  viewer: Viewer | null;
  sealing: Sealing;
  /** Bookmarks of the database that whoever asks has come by: they see what was committed up to them. */
  bookmarks?: readonly string[];
  onQuery?: (event: QueryEvent) => void;
}

export function createContext({ graph: shared, viewer, sealing, bookmarks = [], onQuery }: ContextOptions): Context {
  const graph = following(shared, bookmarks);
  const { reader, forget: forgetFailures } = rememberingFailures(graph.reader({ onQuery }));
  const loaders = madeWhenAsked(loaderMakers, reader);
  const forget = () => {
    loaders.forget();
    forgetFailures();
  };
  return { graph, reader, loaders: loaders.made, viewer, sealing, forget };
}

/**
 * A read that failed fails at once where the same request asks for it again: an operation that is executed anew for the
 * sake of its errors (api/compiled.ts) asks no database twice that had no answer the first time.
 */
function rememberingFailures(inner: Reader): { reader: Reader; forget: () => void } {
  const failures = new Map<string, unknown>();
  const keyOf = (name: string, params: object) => `${name} ${JSON.stringify(params)}`;
  return {
    reader: {
      read: async (query, params) => {
        const key = failures.size > 0 ? keyOf(query.name, params) : '';
        if (failures.has(key)) throw failures.get(key);
        try {
          return await inner.read(query, params);
        } catch (error) {
          failures.set(keyOf(query.name, params), error);
          throw error;
        }
      },
    },
    forget: () => failures.clear(),
  };
}

const loaderMakers = {
  agent: agentLoaders,
  attribution: attributionLoaders,
  claim: claimLoaders,
  correction: correctionLoaders,
  document: documentLoaders,
  feed: feedLoaders,
  history: historyLoaders,
  join: joinLoaders,
  origin: originLoaders,
  relation: relationLoaders,
  review: reviewLoaders,
  span: spanLoaders,
  utterance: utteranceLoaders,
};
type Loaders = { readonly [K in keyof typeof loaderMakers]: ReturnType<(typeof loaderMakers)[K]> };

/** A request uses the loaders of few features, and there are dozens: each feature's are made when they are asked for. */
function madeWhenAsked(makers: typeof loaderMakers, reader: Reader): { made: Loaders; forget: () => void } {
  let known: { [feature: string]: unknown } = {};
  const made = {};
  for (const [feature, make] of Object.entries(makers)) {
    Object.defineProperty(made, feature, { enumerable: true, get: () => (known[feature] ??= make(reader)) });
  }
  return { made: made as Loaders, forget: () => void (known = {}) };
}
