import type { ShownAttribution, ShownChain, ShownHop } from '../../src/features/claim/shown-chain';
import type { ShownRelation } from '../../src/features/claim/shown-relation';
import type { WholeClaim } from '../../src/features/claim/whole-claim';

/** Somebody in a chain: by name, unnamed, or null for nobody at all. */
export type Somebody = { id: string; name: string; isUnnamed?: boolean } | null;

/** A chain of these, outlet first, with what a picture needs. */
export function chainOf(id: string, all: [Somebody, ...Somebody[]], more: Partial<ShownChain> = {}): ShownChain {
  const hops = all.map((one, place): ShownHop => {
    const isOutlet = place === 0;
    return {
      role: isOutlet ? 'OUTLET' : place === all.length - 1 ? 'ORIGIN' : 'RELAY',
      agent: one?.name ?? null,
      agentId: one?.id ?? null,
      agentType: one ? (one.isUnnamed ? 'UnnamedSource' : 'Organization') : null,
      disclosure: isOutlet ? null : one ? (one.isUnnamed ? 'UNNAMED' : 'INSTITUTION') : 'UNSTATED',
      places: [],
      attribution: isOutlet ? null : ({} as ShownAttribution),
    };
  });
  return {
    ...{ id, polarity: 'ASSERTED', presupposed: false, inLatestVersion: true, hops },
    text: all.map((one) => one?.name ?? 'source not stated').join(' ← '),
    document: {
      ...{ id: `doc_${id}`, title: null, url: null, version: 1, versionId: `ver_${id}`, availability: 'HELD' },
      ...{ publishedAt: null, modifiedAt: null, textAccess: 'PUBLIC' },
    },
    ...more,
  };
}

export function contradictionOf(id: string, text: string): ShownRelation {
  return {
    ...{ id: `rel_${id}`, kind: 'CONTRADICTS', side: 'LEFT', types: [], sameEvent: 'YES', score: null },
    ...{ method: 'HUMAN', rationale: null, recordedFrom: new Date(0), evidence: [] },
    claim: { id, text, language: 'en', type: 'EVENT', reviewState: 'CONFIRMED' },
  };
}

export function wholeClaimOf(more: Partial<WholeClaim> = {}): WholeClaim {
  const chains = more.chains ?? [];
  return {
    ...{ id: 'clm_1', text: 'the bridge was closed', language: 'en', type: 'EVENT', reviewState: 'CONFIRMED' },
    ...{ revision: 1, recordedFrom: new Date(0), quantities: [], events: [], contradictions: [], relations: [] },
    ...{ corrections: [], reviews: [], agents: [], documents: [], cut: [] },
    origins: { distinctKnown: 1, unnamed: 0, unknown: 0, chains: chains.length, documents: chains.length },
    chains,
    ...more,
  };
}
