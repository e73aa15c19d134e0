import { canonicalUrl, quantityId, ratingId } from '../../identity';
import { SaysoError } from '../../errors';
import { labelOfType } from '../agent/agent.service';
import type { RecordRows } from '../import/record.rows';
import { sha256Of } from '../../sha256';
import { anchor, type SpanInput } from '../span/span.service';
import type { SpanRow } from '../span/span.queries';
import { refuse, type SeedFolder } from './seed.files';
import type { SeedFileName, SeedSet, SeedSpan } from './seed.format';

/** A data set as the services write it. */
export type SeedRows = RecordRows;

/** @throws StartUpFault with file, record and reason of every span that its text does not bear out. */
export function rowsOf(set: SeedFolder): SeedRows {
  const faults: string[] = [];
  const spans = spansOf(set, faults);
  if (faults.length > 0) refuse(set.folder, faults);
  return {
    agents: each(set, 'agents', (id, agent) => ({
      id,
      label: labelOfType[agent.type],
      name: agent.name,
      aliases: agent.aliases,
      kind: agent.kind ?? null,
      descriptor: agent.descriptor ?? null,
      anonymityReason: agent.anonymityReason ?? null,
      affiliatedWith: sorted(agent.affiliatedWith),
    })),
    events: each(set, 'events', (id, { label, time, type }) => ({ id, label, time: time ?? null, type: type ?? null })),
    utterances: each(set, 'utterances', (id, { saidAt, place, medium, reviewState }) => ({
      id,
      saidAt: saidAt ?? null,
      place: place ?? null,
      medium: medium ?? null,
      reviewState,
    })),
    documents: each(set, 'documents', (id, document) => ({
      id,
      url: document.url === undefined ? null : canonicalUrl(document.url),
      otherUrls: document.otherUrls.map((url) => canonicalUrl(url)),
      title: document.title ?? null,
      docType: document.docType ?? null,
      language: document.language ?? null,
      availability: document.availability,
      publisher: document.publisher ?? null,
      authors: sorted(document.authors),
    })),
    versions: Object.entries(set.documents).flatMap(([document, { versions }]) =>
      Object.entries(versions).map(([id, version]) => ({
        id,
        document,
        seq: version.seq,
        contentSha256: version.contentSha256 ?? hashOf(set.texts.get(id)),
        text: set.texts.get(id) ?? null,
        textAccess: version.textAccess ?? (set.texts.has(id) ? 'MEMBERS' : null),
        publishedAt: moment(version.publishedAt),
        modifiedAt: moment(version.modifiedAt),
        retrievedAt: moment(version.retrievedAt),
        archivedUrl: version.archivedUrl ?? null,
        availability: version.availability,
        revisionOf: version.revisionOf ?? null,
      })),
    ),
    claims: each(set, 'claims', (id, claim) => ({
      id,
      text: claim.text,
      language: claim.language,
      type: claim.type,
      reviewState: claim.reviewState,
      quantities: claim.quantities
        .map((quantity, position) => ({
          id: quantityId(id, position),
          measure: quantity.measure,
          unit: quantity.unit ?? null,
          value: quantity.value ?? null,
          min: quantity.min ?? null,
          max: quantity.max ?? null,
          comparator: quantity.comparator,
          approximate: quantity.approximate,
        }))
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
      events: sorted(claim.events),
      mentions: sorted(claim.mentions),
    })),
    attributions: each(set, 'attributions', (id, attribution) => ({
      id,
      version: attribution.version,
      agent: attribution.agent,
      disclosure: attribution.disclosure,
      quoteType: attribution.quoteType ?? null,
      cue: attribution.cue ?? null,
      speechAct: attribution.speechAct ?? null,
      describedAs: attribution.describedAs ?? null,
      saidAt: attribution.saidAt ?? null,
      medium: attribution.medium ?? null,
      setting: attribution.setting ?? null,
      scopeCertainty: attribution.scopeCertainty ?? null,
      sic: attribution.sic,
      note: attribution.note ?? null,
      reviewState: attribution.reviewState,
      onBehalfOf: sorted(attribution.onBehalfOf),
      addressedTo: sorted(attribution.addressedTo),
      possiblyVia: sorted(attribution.possiblyVia),
      relays: sorted(attribution.relays),
      asserts: sorted(Object.keys(attribution.asserts)).map((claim) => ({
        claim,
        polarity: attribution.asserts[claim] ?? 'ASSERTED',
      })),
      presupposes: sorted(attribution.presupposes),
      viaDocument: attribution.viaDocument ?? null,
      utterance: attribution.utterance ?? null,
      carriedIn: sorted(Object.keys(attribution.carriedIn)),
    })),
    spans,
    relations: each(set, 'relations', (id, relation) => ({
      id,
      kind: relation.kind,
      left: relation.left,
      right: relation.right,
      types: relation.types,
      sameEvent: relation.sameEvent,
      score: relation.score ?? null,
      method: relation.method,
      rationale: relation.rationale ?? null,
      reviewState: relation.reviewState,
      basedOn: sorted(relation.basedOn),
    })),
    joins: each(set, 'joins', (id, join) => ({
      id,
      joins: sorted(join.joins) as [string, string],
      reviewState: join.reviewState,
      rationale: join.rationale ?? null,
    })),
    reviews: each(set, 'reviews', (id, review) => ({
      id,
      url: review.url ?? null,
      claim: review.claim,
      claimRevision: review.claimRevision,
      documentVersion: review.documentVersion ?? null,
      author: review.author ?? null,
      claimReviewed: review.claimReviewed ?? null,
      datePublished: moment(review.datePublished),
      raw: review.raw ?? null,
      rating: review.rating
        ? {
            id: ratingId(id),
            ratingValue: review.rating.ratingValue ?? null,
            bestRating: review.rating.bestRating ?? null,
            worstRating: review.rating.worstRating ?? null,
            alternateName: review.rating.alternateName ?? null,
          }
        : null,
    })),
    notices: each(set, 'notices', (id, notice) => ({
      id,
      kind: notice.kind,
      version: notice.version,
      text: notice.text ?? null,
      statedAt: moment(notice.statedAt),
      specific: notice.specific,
      corrects: sorted(notice.corrects),
      introduces: sorted(notice.introduces),
    })),
    commentRequests: each(set, 'commentRequests', (id, request) => ({
      id,
      version: request.version,
      asked: sorted(request.asked),
      outcome: request.outcome,
    })),
  };
}

function spansOf(set: SeedFolder, faults: string[]): SpanRow[] {
  const rows: SpanRow[] = [];
  const add = (file: string, record: string, span: SpanInput) => {
    try {
      rows.push(anchor(span, set.texts.get(span.version) ?? null));
    } catch (error) {
      if (!(error instanceof SaysoError)) throw error;
      faults.push(`${file}, ${record}: ${error.message}`);
    }
  };
  const addAll = (file: string, records: Record<string, { version: string; spans: Record<string, SeedSpan> }>) => {
    for (const [owner, { version, spans }] of Object.entries(records)) {
      for (const [id, span] of Object.entries(spans))
        add(file, owner, { ...span, id, owner, version, anchoredFrom: null });
    }
  };
  addAll('attributions.json', set.attributions);
  addAll('notices.json', set.notices);
  addAll('comment-requests.json', set.commentRequests);
  const first = new Map(rows.map((row) => [row.id, row]));
  for (const [owner, { carriedIn }] of Object.entries(set.attributions)) {
    for (const [version, places] of Object.entries(carriedIn)) {
      for (const [id, place] of Object.entries(places)) {
        const from = first.get(place.from);
        if (!from || from.owner !== owner) {
          faults.push(
            `attributions.json, ${owner}, carriedIn.${version}.${id}: ${place.from} is no span of this attribution`,
          );
          continue;
        }
        const { role, segment, zone, exact, exactSha256 } = from;
        const moved = place.start !== undefined && place.start !== from.start;
        const { start, end } = place;
        const anchorStatus = moved ? 'MOVED' : 'EXACT';
        const span = { id, owner: null, version, anchoredFrom: from.id, role, segment, zone, exact, exactSha256 };
        add('attributions.json', owner, { ...span, start, end, anchorStatus });
      }
    }
  }
  return rows;
}

function each<N extends SeedFileName, R>(
  set: SeedFolder,
  name: N,
  row: (id: string, record: SeedSet[N][string]) => R,
): R[] {
  return Object.entries(set[name]).map(([id, record]) => row(id, record as SeedSet[N][string]));
}
const sorted = (ids: readonly string[]) => [...new Set(ids)].sort();
const moment = (text: string | undefined) => (text === undefined ? null : new Date(text).toISOString());
const hashOf = (text: string | undefined) => (text === undefined ? null : sha256Of(text));
