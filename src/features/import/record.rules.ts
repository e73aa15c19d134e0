import { badInput, type SaysoError } from '../../errors';
import { checkAgent } from '../agent/agent.service';
import { checkAttributions, type Surroundings } from '../attribution/attribution.rules';
import { checkDocument, checkVersion } from '../document/document.service';
import { checkJoin } from '../join/join.service';
import type { OriginChain } from '../origin/origin.rules';
import { checkRelation } from '../relation/relation.rules';
import { checkReview, checkReviewId } from '../review/review.service';
import type { SpanRow } from '../span/span.queries';
import { verifySpan } from '../span/span.service';
import type { AttributionRow } from '../attribution/attribution.queries';
import type { RecordRows } from './record.rows';

/**
 * What has been read of a file, as far as the rules for later records ask about it: they are held to the same rules as in
 * the graph, without one. Memory goes with agents, documents and versions, not with claims, attributions and spans.
 */
export interface RecordsSoFar {
  labels: Map<string, string>;
  documentOf: Map<string, string>;
  publisherOf: Map<string, string | null>;
  /** The document that an unnamed source belongs to. */
  homeOf: Map<string, string>;
  confirmedUtterances: Set<string>;
  /** Texts of the versions read last; null for one that is not held. */
  texts: Map<string, string | null>;
  /** How many code units these texts have. */
  textLength: number;
  /** Versions whose text was read too long ago. */
  textsGone: Set<string>;
}
export const nothingSoFar = (): RecordsSoFar => ({
  labels: new Map(),
  documentOf: new Map(),
  publisherOf: new Map(),
  homeOf: new Map(),
  confirmedUtterances: new Set(),
  texts: new Map(),
  textLength: 0,
  textsGone: new Set(),
});

/** Texts that are kept for the spans to come, in code units. */
const mostTexts = 64 * 1024 * 1024;

/**
 * Holds a batch to the rules and takes it in. Gives its spans with all that their texts say of them. `isAll` says that
 * there are no agents and versions but those read so far; otherwise attributions of others are left unchecked.
 * @throws SaysoError BAD_USER_INPUT whose message names the record.
 */
export function checkRows(rows: RecordRows, soFar: RecordsSoFar, isAll: boolean): SpanRow[] {
  for (const { id, label } of rows.agents) soFar.labels.set(id, label);
  for (const { id, publisher } of rows.documents) soFar.publisherOf.set(id, publisher);
  for (const { id, document, text } of rows.versions) {
    soFar.documentOf.set(id, document);
    keepText(soFar, id, text);
  }
  for (const { id, reviewState } of rows.utterances) if (reviewState === 'CONFIRMED') soFar.confirmedUtterances.add(id);
  rows.agents.forEach(checkAgent);
  rows.documents.forEach(checkDocument);
  rows.versions.forEach(checkVersion);
  checkAttributions(isAll ? needKnown(rows.attributions, soFar) : knownOf(rows.attributions, soFar), around(soFar));
  for (const { agent, version } of rows.attributions) {
    if (agent !== null && soFar.labels.get(agent) === 'UnnamedSource')
      soFar.homeOf.set(agent, soFar.documentOf.get(version) ?? '');
  }
  rows.relations.forEach(checkRelation);
  for (const row of rows.joins) checkJoin(row, (agent) => soFar.labels.get(agent) === 'UnnamedSource');
  rows.reviews.forEach(checkReview);
  rows.reviews.forEach(checkReviewId);
  return rows.spans.map((span) => {
    if (isAll && !soFar.documentOf.has(span.version)) {
      throw badInput(`span ${span.id}: no record before it has the id ${span.version}.`, 'version');
    }
    if (soFar.textsGone.has(span.version)) {
      throw badInput(
        `span ${span.id}: it stands too far behind the text of its version to be held against it.`,
        'version',
      );
    }
    return verifySpan(span, soFar.texts.get(span.version) ?? null);
  });
}

/** What the rules ask, as far as it was read. */
export const around = (soFar: RecordsSoFar): Surroundings => ({
  labelOf: (agent) => soFar.labels.get(agent),
  documentOf: (version) => soFar.documentOf.get(version),
  publisherOf: (document) => soFar.publisherOf.get(document),
  homeOf: (unnamed) => soFar.homeOf.get(unnamed),
});

const unknownIn = ({ agent, version }: AttributionRow, soFar: RecordsSoFar): string | null =>
  !soFar.documentOf.has(version) ? version : agent !== null && !soFar.labels.has(agent) ? agent : null;

function needKnown(rows: AttributionRow[], soFar: RecordsSoFar): AttributionRow[] {
  for (const row of rows) {
    const unknown = unknownIn(row, soFar);
    if (unknown !== null) throw badInput(`attribution ${row.id}: no record before it has the id ${unknown}.`);
  }
  return rows;
}

/** The attributions of versions all of whose attributions credit agents that were read. */
function knownOf(rows: AttributionRow[], soFar: RecordsSoFar): AttributionRow[] {
  const others = new Set(rows.filter((row) => unknownIn(row, soFar) !== null).map((row) => row.version));
  return others.size === 0 ? rows : rows.filter((row) => !others.has(row.version));
}

function keepText(soFar: RecordsSoFar, id: string, text: string | null): void {
  soFar.texts.set(id, text);
  soFar.textLength += text?.length ?? 0;
  for (const [oldest, kept] of soFar.texts) {
    if (soFar.textLength <= mostTexts && soFar.texts.size <= 100_000) break;
    if (oldest === id) break;
    soFar.texts.delete(oldest);
    soFar.textLength -= kept?.length ?? 0;
    if (kept !== null) soFar.textsGone.add(oldest);
  }
}

/** A chain as the counting of origins sees it, but for what joins and utterances add to its origin. */
export type BareChain = Omit<OriginChain, 'sameAgents' | 'sameUtterances'> & { claimId: string };

/**
 * The confirmed chains that these attributions form, each once for every claim that it ends in. All hops of a chain stand
 * among them; that they run in no circle was checked.
 */
export function chainsOf(rows: AttributionRow[], around: Surroundings, recordedFrom: Date | null): BareChain[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const relayed = new Set(rows.flatMap((row) => row.relays));
  const chains: BareChain[] = [];
  const follow = (hops: AttributionRow[]): void => {
    const inner = hops[hops.length - 1] as AttributionRow;
    if (inner.reviewState !== 'CONFIRMED') return;
    for (const id of inner.relays) {
      const next = byId.get(id);
      if (next) follow([...hops, next]);
    }
    if (inner.asserts.length + inner.presupposes.length === 0) return;
    const documentId = around.documentOf(inner.version) ?? '';
    const chain = {
      narrated: inner.disclosure === 'OWN_VOICE' && hops.length === 1,
      documentId,
      publisherId: around.publisherOf(documentId) ?? null,
      hopAgents: hops.map((hop) => hop.agent),
      hopUtterances: hops.map((hop) => hop.utterance),
      unnamed: inner.agent !== null && around.labelOf(inner.agent) === 'UnnamedSource',
      recordedFrom,
    };
    for (const { claim, polarity } of inner.asserts)
      chains.push({ ...chain, claimId: claim, polarity, presupposed: false });
    for (const claim of inner.presupposes)
      chains.push({ ...chain, claimId: claim, polarity: 'ASSERTED', presupposed: true });
  };
  for (const row of rows) if (!relayed.has(row.id)) follow([row]);
  return chains;
}

/** Where a rule's message says that a record is at fault: the id that it names. */
export const recordAtFault = (error: SaysoError): string => /[a-z]{3}_[0-9a-f-]{36}/.exec(error.message)?.[0] ?? '';
