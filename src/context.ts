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
import type { Graph, QueryEvent, Reader } from './graph/graph';

/** Seals a guess at who an unnamed source is, for that agent alone, and opens it again. */
export interface Sealing {
  seal: (text: string, agentId: string) => string;
  unseal: (sealed: string, agentId: string) => string;
}

/** What a request carries: its own reader, so that it shares no transaction with another, and loaders that forget with it. */
export interface Context {
  graph: Graph;
  reader: Reader;
  loaders: ReturnType<typeof loadersOn>;
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
  onQuery?: (event: QueryEvent) => void;
}

export function createContext({ graph, viewer, sealing, onQuery }: ContextOptions): Context {
  const reader = graph.reader(onQuery);
  const loaders = loadersOn(reader);
  return { graph, reader, loaders, viewer, sealing, forget: () => void Object.assign(loaders, loadersOn(reader)) };
}

function loadersOn(reader: Reader) {
  return {
    agent: agentLoaders(reader),
    attribution: attributionLoaders(reader),
    claim: claimLoaders(reader),
    correction: correctionLoaders(reader),
    document: documentLoaders(reader),
    feed: feedLoaders(reader),
    history: historyLoaders(reader),
    join: joinLoaders(reader),
    origin: originLoaders(reader),
    relation: relationLoaders(reader),
    review: reviewLoaders(reader),
    span: spanLoaders(reader),
    utterance: utteranceLoaders(reader),
  };
}
