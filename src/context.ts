import { agentLoaders } from './features/agent/agent.loaders';
import { attributionLoaders } from './features/attribution/attribution.loaders';
import { claimLoaders } from './features/claim/claim.loaders';
import { correctionLoaders } from './features/correction/correction.loaders';
import { documentLoaders } from './features/document/document.loaders';
import { originLoaders } from './features/origin/origin.loaders';
import { relationLoaders } from './features/relation/relation.loaders';
import { reviewLoaders } from './features/review/review.loaders';
import { spanLoaders } from './features/span/span.loaders';
import { utteranceLoaders } from './features/utterance/utterance.loaders';
import type { Graph, QueryEvent, Reader } from './graph/graph';

/** What a request carries: its own reader, so that it shares no transaction with another, and loaders that forget with it. */
export interface Context {
  reader: Reader;
  loaders: ReturnType<typeof loadersOn>;
}

export function createContext(graph: Graph, onQuery?: (event: QueryEvent) => void): Context {
  const reader = graph.reader(onQuery);
  return { reader, loaders: loadersOn(reader) };
}

function loadersOn(reader: Reader) {
  return {
    agent: agentLoaders(reader),
    attribution: attributionLoaders(reader),
    claim: claimLoaders(reader),
    correction: correctionLoaders(reader),
    document: documentLoaders(reader),
    origin: originLoaders(reader),
    relation: relationLoaders(reader),
    review: reviewLoaders(reader),
    span: spanLoaders(reader),
    utterance: utteranceLoaders(reader),
  };
}
