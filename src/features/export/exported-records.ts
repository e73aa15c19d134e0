import type { Reader } from '../../graph/graph';
import type { Query } from '../../graph/query';
import { kindOf } from '../../identity';
import { presentAgents } from '../agent/agent.queries';
import { presentAttributions, type AttributionRow } from '../attribution/attribution.queries';
import { presentClaims } from '../claim/claim.queries';
import { presentCommentRequests, presentNotices } from '../correction/correction.queries';
import { presentDocuments, presentVersions, type VersionRow } from '../document/document.queries';
import { presentEvents } from '../event/event.queries';
import type { RecordKind, rowsOfKind } from '../import/record.format';
import type { RecordRows } from '../import/record.rows';
import { presentJoins } from '../join/join.queries';
import { presentRelations } from '../relation/relation.queries';
import { presentReviews } from '../review/review.queries';
import { presentSpans, type SpanRow } from '../span/span.queries';
import { presentUtterances } from '../utterance/utterance.queries';
import {
  agentPlaces,
  attributionPlaces,
  claimPlaces,
  commentRequestPlaces,
  documentPlaces,
  eventPlaces,
  joinPlaces,
  keptIds,
  laterSpanPlaces,
  noticePlaces,
  relationPlaces,
  reviewPlaces,
  spanPlaces,
  spanRoots,
  utterancePlaces,
  versionPlaces,
  type Extent,
  type InChain,
  type Place,
  type Placed,
} from './export.queries';

type RowOf<K extends RecordKind> = RecordRows[(typeof rowsOfKind)[K]][number];

interface InAnExport {
  /** Of a claim: what is derived from its chains. */
  derived?: { originCount: number; inChains: InChain[] };
}
/** A record in the form of an import (docs/import.md), with what the graph knows of it besides. */
export type ExportedRecord = { [K in RecordKind]: { kind: K; row: RowOf<K>; recordedFrom: Date } }[RecordKind] &
  InAnExport;
/** The same, where it is not known of every record when it was recorded. */
export type DescribedRecord = {
  [K in RecordKind]: { kind: K; row: RowOf<K>; recordedFrom: Date | null };
}[RecordKind] & {
  derived?: Pick<Required<InAnExport>['derived'], 'originCount'>;
};

export interface ReadOptions extends Extent {
  /** So many nodes are asked for at a time; of documents, with all that stands in them. */
  pageSize: number;
}

/**
 * What the graph holds, page by page in the order in which an import takes it: what a record refers to comes before it.
 * Nothing is kept from page to page but the last id. Words of texts that are not for everybody are left out.
 */
export async function* exportedRecords(reader: Reader, options: ReadOptions): AsyncGenerator<ExportedRecord[]> {
  const { states, until, pageSize: limit } = options;
  const all = { until, limit };
  const some = { ...all, states };
  yield* pages(reader, 'agent', (afterId) => reader.read(agentPlaces, { ...all, afterId, unnamed: false }), limit);
  yield* pages(reader, 'agent', (afterId) => reader.read(agentPlaces, { ...all, afterId, unnamed: true }), limit);
  yield* pages(reader, 'event', (afterId) => reader.read(eventPlaces, { ...all, afterId }), limit);
  yield* pages(reader, 'utterance', (afterId) => reader.read(utterancePlaces, { ...some, afterId }), limit);
  yield* pages(reader, 'document', (afterId) => reader.read(documentPlaces, { ...all, afterId }), limit);
  for await (const found of placesOf((afterId) => reader.read(claimPlaces, { ...some, afterId }), limit)) {
    const derived = new Map(found.map(({ id, originCount, inChains }) => [id, { originCount, inChains }]));
    const records = await recordsAt(reader, 'claim', found);
    yield records.map((record) => ({ ...record, derived: derived.get(record.row.id) }));
  }
  const perPage = Math.max(1, Math.floor(limit / 10));
  const documents = (afterId: string) => reader.read(documentPlaces, { until, limit: perPage, afterId });
  for await (const found of placesOf(documents, perPage)) yield await withinDocuments(reader, found, options);
  for await (const page of pages(
    reader,
    'relation',
    (afterId) => reader.read(relationPlaces, { ...some, afterId }),
    limit,
  )) {
    const evidence = page.flatMap((record) => (record.kind === 'relation' ? record.row.basedOn : []));
    const isKept = await keptOf(reader, evidence, options);
    yield page.map((record) =>
      record.kind === 'relation'
        ? { ...record, row: { ...record.row, basedOn: record.row.basedOn.filter(isKept) } }
        : record,
    );
  }
  yield* pages(reader, 'join', (afterId) => reader.read(joinPlaces, { ...some, afterId }), limit);
  yield* pages(reader, 'review', (afterId) => reader.read(reviewPlaces, { ...some, afterId }), limit);
}

const present = {
  agent: presentAgents,
  event: presentEvents,
  utterance: presentUtterances,
  document: presentDocuments,
  version: presentVersions,
  claim: presentClaims,
  attribution: presentAttributions,
  span: presentSpans,
  relation: presentRelations,
  join: presentJoins,
  review: presentReviews,
  notice: presentNotices,
  commentRequest: presentCommentRequests,
} satisfies { [K in RecordKind]: Query<{ ids: string[] }, { id: string; row: RowOf<K> }> };

/** Pages of places until one is not full. */
export async function* placesOf<P extends Placed>(
  read: (afterId: string) => Promise<P[]>,
  limit: Place['limit'],
): AsyncGenerator<P[]> {
  for (let afterId = ''; ;) {
    const page = await read(afterId);
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    afterId = page.at(-1)?.id ?? afterId;
  }
}

async function* pages<K extends RecordKind>(
  reader: Reader,
  kind: K,
  read: (afterId: string) => Promise<Placed[]>,
  limit: number,
): AsyncGenerator<ExportedRecord[]> {
  for await (const page of placesOf(read, limit)) yield await recordsAt(reader, kind, page);
}

/** The records of these places, in their order; one that was retracted since its place was read is left out. */
async function recordsAt<K extends RecordKind>(reader: Reader, kind: K, at: Placed[]): Promise<ExportedRecord[]> {
  if (at.length === 0) return [];
  const query = present[kind] as unknown as Query<{ ids: string[] }, { id: string; row: RowOf<K> }>;
  const rows = await reader.read(query, { ids: at.map(({ id }) => id) });
  const byId = new Map(rows.map(({ id, row }) => [id, row]));
  return at.flatMap(({ id, recordedFrom }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ kind, row, recordedFrom } as unknown as ExportedRecord];
  });
}

/** All that stands in these documents: a version's attributions together, and their spans after them. */
async function withinDocuments(reader: Reader, documents: Placed[], extent: Extent): Promise<ExportedRecord[]> {
  const { states, until } = extent;
  const versions = await reader.read(versionPlaces, { ids: documents.map(({ id }) => id), until });
  const ids = versions.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [at, noticesAt, requestsAt] = await Promise.all([
    reader.read(attributionPlaces, { ids, until, states }),
    reader.read(noticePlaces, { ids, until }),
    reader.read(commentRequestPlaces, { ids, until }),
  ]);
  const isOpen = openVersions(versions);
  const wordsOf = (records: ExportedRecord[]) => records.map((record) => withoutHiddenWords(record, isOpen));
  const owners = (placed: Placed[]) => placed.map(({ id }) => id);
  const [spansAt, otherSpansAt] = await Promise.all([
    reader.read(spanPlaces, { ids: owners(at), until }),
    reader.read(spanPlaces, { ids: [...owners(noticesAt), ...owners(requestsAt)], until }),
  ]);
  const attributions = await withKeptReferences(reader, await recordsAt(reader, 'attribution', at), ids, extent);
  const spans = await recordsAt(reader, 'span', spansAt);
  const records: ExportedRecord[] = wordsOf(await recordsAt(reader, 'version', versions));
  for (const version of ids) {
    const own = attributions.filter((record) => record.kind === 'attribution' && record.row.version === version);
    const hops = new Set(own.map(({ row }) => row.id));
    const theirs = spans.filter((record) => record.kind === 'span' && hops.has(record.row.owner ?? ''));
    records.push(...own, ...wordsOf(theirs));
  }
  // A notice may correct a span, which therefore comes first; its own spans come after it.
  const later: Placed[] = [];
  for (let before = [...spansAt, ...otherSpansAt] as Placed[]; before.length > 0;) {
    const known = new Set([...spansAt, ...otherSpansAt, ...later].map(({ id }) => id));
    const found = await reader.read(laterSpanPlaces, { ids: before.map(({ id }) => id), until });
    before = found.filter(({ id }) => !known.has(id));
    later.push(...before);
  }
  const notices = await recordsAt(reader, 'notice', noticesAt);
  const named = notices.flatMap((one) => (one.kind === 'notice' ? [...one.row.corrects, ...one.row.introduces] : []));
  const isKept = await keptOf(reader, named, extent);
  for (const record of notices) {
    if (record.kind !== 'notice') continue;
    const { corrects, introduces, ...row } = record.row;
    records.push({
      ...record,
      row: { ...row, corrects: corrects.filter(isKept), introduces: introduces.filter(isKept) },
    });
  }
  records.push(...(await recordsAt(reader, 'commentRequest', requestsAt)));
  records.push(...wordsOf(await recordsAt(reader, 'span', [...otherSpansAt, ...later])));
  return records;
}

/** What an attribution refers to and is not in the export it does without. */
async function withKeptReferences(
  reader: Reader,
  records: ExportedRecord[],
  versions: string[],
  { states, until }: Extent,
): Promise<ExportedRecord[]> {
  const rows = records.map(({ row }) => row as AttributionRow);
  const claims = rows.flatMap((row) => [...row.asserts.map(({ claim }) => claim), ...row.presupposes]);
  const utterances = rows.flatMap((row) => (row.utterance === null ? [] : [row.utterance]));
  const found = await reader.read(keptIds, { claims, utterances, attributions: [], states, until });
  const kept = new Set([...found.map(({ id }) => id), ...rows.map(({ id }) => id), ...versions]);
  const isKept = (id: string) => kept.has(id);
  return records.map((record, i) => {
    const row = rows[i] as AttributionRow;
    const own: AttributionRow = {
      ...row,
      relays: row.relays.filter(isKept),
      asserts: row.asserts.filter(({ claim }) => isKept(claim)),
      presupposes: row.presupposes.filter(isKept),
      utterance: row.utterance !== null && isKept(row.utterance) ? row.utterance : null,
      carriedIn: row.carriedIn.filter(isKept),
    };
    return { ...record, row: own } as ExportedRecord;
  });
}

/** Which of these attributions and spans are in the export. */
async function keptOf(reader: Reader, ids: string[], { states, until }: Extent): Promise<(id: string) => boolean> {
  const spans = ids.filter((id) => kindOf(id) === 'TextSpan');
  const roots = spans.length > 0 ? await reader.read(spanRoots, { ids: spans }) : [];
  const owned = roots.map(({ owner }) => owner).filter((id) => kindOf(id) === 'Attribution');
  const attributions = [...new Set([...ids.filter((id) => kindOf(id) === 'Attribution'), ...owned])];
  if (attributions.length + spans.length === 0) return () => false;
  const found = await reader.read(keptIds, { claims: [], utterances: [], attributions, states, until });
  const kept = new Set(found.map(({ id }) => id));
  for (const { id, owner } of roots) if (kept.has(owner) || kindOf(owner) !== 'Attribution') kept.add(id);
  return (id) => kept.has(id);
}

function openVersions(versions: { id: string; textAccess: VersionRow['textAccess'] }[]): Set<string> {
  return new Set(versions.flatMap(({ id, textAccess }) => (textAccess === 'PUBLIC' ? [id] : [])));
}

/** Offsets and hashes stay. A version without its text is one that was seen and is not held. */
function withoutHiddenWords(record: ExportedRecord, isOpen: Set<string>): ExportedRecord {
  if (record.kind === 'version' && !isOpen.has(record.row.id)) {
    const { text, availability, ...row } = record.row;
    const seen: VersionRow = {
      ...row,
      text: null,
      textAccess: null,
      availability: text === null ? availability : 'SEEN_NOT_HELD',
    };
    return { ...record, row: seen };
  }
  if (record.kind === 'span' && !isOpen.has(record.row.version)) {
    const row: SpanRow = { ...record.row, exact: null, prefix: null, suffix: null };
    return { ...record, row };
  }
  return record;
}
