import { ratingId } from '../../identity';
import type { DescribedRecord } from '../export/exported-records';
import type { ShownPlace } from './shown-chain';
import type { ShownRelation } from './shown-relation';
import type { WholeClaim } from './whole-claim';

/** A gathered claim as the records of an export, of which linked data is made: nothing is in them that it does not show. */
export function recordsOf(claim: WholeClaim): DescribedRecord[] {
  const hops = once(
    claim.chains.flatMap(({ hops, ...chain }) =>
      hops.flatMap((hop, i) => {
        const { attribution } = hop;
        if (!attribution) return [];
        const inner = hops[i + 1]?.attribution?.id;
        return [{ ...hop, id: attribution.id, attribution, chain, relays: inner === undefined ? [] : [inner] }];
      }),
    ),
    (one, other) => ({ ...one, relays: [...new Set([...one.relays, ...other.relays])].sort() }),
  );
  return [
    ...claim.agents.map(({ recordedFrom, type, ...agent }): DescribedRecord => {
      return { kind: 'agent', row: { ...agent, label: type }, recordedFrom };
    }),
    ...claim.events.map((event): DescribedRecord => ({ kind: 'event', row: event, recordedFrom: null })),
    ...claim.documents.map(({ recordedFrom, publisherId, ...document }): DescribedRecord => {
      return { kind: 'document', row: { ...document, otherUrls: [], publisher: publisherId }, recordedFrom };
    }),
    ...claim.documents.flatMap((document) =>
      document.versions.map(({ publishedAt, modifiedAt, retrievedAt, ...version }): DescribedRecord => {
        const times = {
          publishedAt: iso(publishedAt),
          modifiedAt: iso(modifiedAt),
          retrievedAt: iso(retrievedAt),
        };
        const unknown = { text: null, archivedUrl: null, revisionOf: null };
        return {
          kind: 'version',
          row: { ...version, ...times, ...unknown, document: document.id },
          recordedFrom: null,
        };
      }),
    ),
    {
      kind: 'claim',
      row: {
        ...{ id: claim.id, text: claim.text, language: claim.language, type: claim.type },
        ...{ reviewState: claim.reviewState, quantities: claim.quantities, mentions: [] },
        events: claim.events.map(({ id }) => id),
      },
      recordedFrom: claim.recordedFrom,
      derived: { originCount: claim.origins.distinctKnown },
    },
    ...once([...claim.contradictions, ...claim.relations].map(({ claim: other }) => other)).map(
      (other): DescribedRecord => ({
        kind: 'claim',
        row: { ...other, quantities: [], events: [], mentions: [] },
        recordedFrom: null,
      }),
    ),
    ...hops.map(({ attribution, chain, relays, role, agentId, disclosure }): DescribedRecord => {
      const isOrigin = role === 'ORIGIN';
      const { onBehalfOf, addressedTo, possiblyVia, recordedFrom, ...own } = attribution;
      const ids = (agents: { id: string }[]) => agents.map(({ id }) => id);
      return {
        kind: 'attribution',
        row: {
          ...own,
          ...{ version: chain.document.versionId, agent: agentId, disclosure: disclosure ?? 'UNSTATED', relays },
          ...{ onBehalfOf: ids(onBehalfOf), addressedTo: ids(addressedTo), possiblyVia: ids(possiblyVia) },
          asserts: isOrigin && !chain.presupposed ? [{ claim: claim.id, polarity: chain.polarity }] : [],
          presupposes: isOrigin && chain.presupposed ? [claim.id] : [],
        },
        recordedFrom,
      };
    }),
    ...hops.flatMap(({ id, places }) => places.map((place) => spanRecord(place, id))),
    ...[...claim.contradictions, ...claim.relations].map((relation) => relationRecord(relation, claim.id)),
    ...claim.reviews.map((review): DescribedRecord => {
      const { authorId, rating, claimRevision, datePublished, ...own } = review;
      return {
        kind: 'review',
        row: {
          ...own,
          ...{ claim: claim.id, claimRevision: claimRevision ?? 1, author: authorId, raw: null },
          datePublished: iso(datePublished),
          rating: rating && { id: ratingId(review.id), ...rating },
        },
        recordedFrom: null,
      };
    }),
    ...claim.corrections.map(({ statedIn, statedAt, ...notice }): DescribedRecord => {
      return { kind: 'notice', row: { ...notice, version: statedIn, statedAt: iso(statedAt) }, recordedFrom: null };
    }),
  ];
}

function spanRecord({ version, words, ...place }: ShownPlace, owner: string): DescribedRecord {
  const { exact = null, prefix = null, suffix = null } = words ?? {};
  const row = { ...place, anchorScore: place.anchorScore ?? 1, owner, version, anchoredFrom: null };
  return { kind: 'span', row: { ...row, exact, prefix, suffix }, recordedFrom: null };
}

function relationRecord(
  { claim, side, evidence, recordedFrom, ...own }: ShownRelation,
  asked: string,
): DescribedRecord {
  const [left, right] = side === 'LEFT' ? [asked, claim.id] : [claim.id, asked];
  const basedOn = evidence.map(({ id }) => id);
  return { kind: 'relation', row: { ...own, left, right, basedOn, reviewState: 'CONFIRMED' }, recordedFrom };
}

/** Each id once: a hop may stand in several chains. */
function once<T extends { id: string }>(all: T[], merge: (one: T, other: T) => T = (one) => one): T[] {
  const found = new Map<string, T>();
  for (const one of all) {
    const known = found.get(one.id);
    found.set(one.id, known ? merge(known, one) : one);
  }
  return [...found.values()];
}

const iso = (moment: Date | null) => moment?.toISOString() ?? null;
