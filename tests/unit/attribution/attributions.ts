import type { AttributionRow } from '../../../src/features/attribution/attribution.queries';
import { checkAttributions, type Surroundings } from '../../../src/features/attribution/attribution.rules';

/** An attribution that keeps every rule: the ministry is quoted indirectly in the Herald's story. */
export const attribution = (id: string, more: Partial<AttributionRow> = {}): AttributionRow => ({
  id,
  version: 'ver_herald_1',
  agent: 'ministry',
  disclosure: 'INSTITUTION',
  quoteType: 'INDIRECT',
  cue: 'said',
  speechAct: null,
  describedAs: null,
  saidAt: null,
  medium: null,
  setting: null,
  scopeCertainty: null,
  sic: false,
  note: null,
  reviewState: 'CONFIRMED',
  onBehalfOf: [],
  addressedTo: [],
  possiblyVia: [],
  relays: [],
  asserts: [{ claim: 'clm_1', polarity: 'ASSERTED' }],
  presupposes: [],
  viaDocument: null,
  utterance: null,
  carriedIn: [],
  ...more,
});

/** One that passes on what others say. */
export const relay = (id: string, relays: string[], more: Partial<AttributionRow> = {}): AttributionRow =>
  attribution(id, { agent: 'AP', quoteType: null, asserts: [], relays, ...more });

/** One that the outlet says itself. */
export const ownVoice = (id: string, more: Partial<AttributionRow> = {}): AttributionRow =>
  attribution(id, { agent: 'Herald', disclosure: 'OWN_VOICE', quoteType: null, ...more });

const labels: Record<string, string> = {
  ministry: 'Organization',
  AP: 'Organization',
  Herald: 'Organization',
  Lantern: 'Organization',
  official: 'UnnamedSource',
  witness: 'UnnamedSource',
  minister: 'Person',
};
const documents: Record<string, string> = {
  ver_herald_1: 'doc_herald',
  ver_herald_2: 'doc_herald',
  ver_lantern_1: 'doc_lantern',
};
const publishers: Record<string, string> = { doc_herald: 'Herald', doc_lantern: 'Lantern' };
const around: Surroundings = {
  labelOf: (agent) => labels[agent],
  documentOf: (version) => documents[version],
  publisherOf: (document) => publishers[document],
};

export const check = (...rows: AttributionRow[]): void => checkAttributions(rows, around);

/** The whole refusal, so that a test cannot pass on another rule's. */
export const refusal = (id: string, reason: string, field: string) =>
  expect.objectContaining({ code: 'BAD_USER_INPUT', message: `attribution ${id}: ${reason}`, field });
