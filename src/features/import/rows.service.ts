import { badInput } from '../../errors';
import { kindOf } from '../../identity';
import { saveAgents } from '../agent/agent.service';
import { documentOfUnnamed } from '../agent/agent.queries';
import { presentAttributions } from '../attribution/attribution.queries';
import type { Surroundings } from '../attribution/attribution.rules';
import { saveAttributions } from '../attribution/attribution.service';
import { revisedByOthers } from '../change-set/change-set.queries';
import type { ChangeWriter } from '../change-set/change-set.service';
import type { Reconciled } from '../change-set/reconcile';
import { saveClaims } from '../claim/claim.service';
import { saveCommentRequests, saveNotices } from '../correction/correction.service';
import { saveDocuments, saveVersions } from '../document/document.service';
import { presentDocuments, presentVersions } from '../document/document.queries';
import { saveEvents } from '../event/event.service';
import { saveJoins } from '../join/join.service';
import { saveRelations } from '../relation/relation.service';
import { checkReviewId, saveReviews } from '../review/review.service';
import type { SpanRow } from '../span/span.queries';
import { saveSpans, verifySpan } from '../span/span.service';
import { saveUtterances } from '../utterance/utterance.service';
import { recall, type ChainMemory } from './chain-memory';
import { agentLabels, documentsOfVersions, kindOfParameter, recordedIds, type IdsByKind } from './record.queries';
import type { RecordRows } from './record.rows';

/** Of one kind of record: how many there were, and how many of them were new or revised. */
export interface SavedCount {
  kind: string;
  records: number;
  recorded: number;
  revised: number;
}

/**
 * Records rows of every kind in one change set: what is not there is recorded, what may be revised is, a fact that would
 * change is refused. What others than `principal` have revised or retracted since stays as they left it. `memory` is that of
 * an import of many batches.
 * @throws SaysoError BAD_USER_INPUT whose message names the record.
 */
export async function saveRows(
  writer: ChangeWriter,
  all: RecordRows,
  principal: string,
  memory?: ChainMemory,
): Promise<SavedCount[]> {
  const { recorded, former, isSeenBefore } = await lookUp(writer, all);
  const hand: ChangeWriter = { ...writer, isNew: (id) => !recorded.has(id) };
  const rows = isSeenBefore ? await asGrown(hand, all, former, principal) : all;
  const counts: SavedCount[] = [];
  const count = <R>(kind: string, own: R[], saved: Reconciled<R>) =>
    counts.push({ kind, records: own.length, recorded: saved.recorded.length, revised: saved.revised.length });
  const around = await surroundingsOf(hand, rows);
  if (memory) await recall(hand, memory, rows, around);
  count('agents', rows.agents, await saveAgents(hand, rows.agents));
  count('events', rows.events, await saveEvents(hand, rows.events));
  count('utterances', rows.utterances, await saveUtterances(hand, rows.utterances));
  count('documents', rows.documents, await saveDocuments(hand, rows.documents));
  count('versions', rows.versions, await saveVersions(hand, rows.versions));
  count('claims', rows.claims, await saveClaims(hand, rows.claims));
  count('attributions', rows.attributions, await saveAttributions(hand, rows.attributions, around));
  const spans = await verified(hand, rows);
  // A notice may correct the words of an attribution, and has words of its own; the first places come before those
  // anchored from them.
  const isFirst = ({ owner, anchoredFrom }: SpanRow) => kindOf(owner ?? '') === 'Attribution' && anchoredFrom === null;
  const firstSpans = await saveSpans(hand, spans.filter(isFirst));
  count('notices', rows.notices, await saveNotices(hand, rows.notices));
  count('requests for comment', rows.commentRequests, await saveCommentRequests(hand, rows.commentRequests));
  const otherSpans = await saveSpans(
    hand,
    spans
      .filter((span) => !isFirst(span))
      .sort((one, other) => Number(one.anchoredFrom !== null) - Number(other.anchoredFrom !== null)),
  );
  count('spans', spans, {
    recorded: [...firstSpans.recorded, ...otherSpans.recorded],
    revised: [...firstSpans.revised, ...otherSpans.revised],
  });
  count('relations', rows.relations, await saveRelations(hand, rows.relations));
  count('joins', rows.joins, await saveJoins(hand, rows.joins, (agent) => around.labelOf(agent) === 'UnnamedSource'));
  rows.reviews.forEach(checkReviewId);
  count('reviews', rows.reviews, await saveReviews(hand, rows.reviews));
  return counts;
}

/**
 * Which of the rows are recorded already. A MATCH on an id that nothing has drops its row in silence, so every reference
 * is looked up as well.
 * @throws SaysoError BAD_USER_INPUT for a reference to nothing.
 */
async function lookUp(writer: ChangeWriter, rows: RecordRows) {
  const own = new Set<string>();
  for (const list of Object.values(rows) as { id: string }[][]) for (const { id } of list) own.add(id);
  const referred = new Map<string, string>();
  for (const [id, from] of referencesOf(rows)) if (!own.has(id)) referred.set(id, from);
  const ids = Object.fromEntries(Object.keys(kindOfParameter).map((name) => [name, [] as string[]])) as IdsByKind;
  const byKind = new Map(
    Object.entries(kindOfParameter).map(([name, kind]) => [kind as string, ids[name as 'claims']]),
  );
  for (const id of [...own, ...referred.keys()]) byKind.get(kindOf(id) ?? '')?.push(id);
  const found = await writer.read(recordedIds, ids);
  const recorded = new Set(found.map((one) => one.id));
  const former = new Set(found.filter((one) => one.former).map((one) => one.id));
  const isSeenBefore = former.size > 0 || found.some((one) => own.has(one.id));
  for (const id of recorded) referred.delete(id);
  for (const [id, from] of referred) throw badInput(`${from}: nothing has the id ${id}, to which it refers.`);
  return { recorded, former, isSeenBefore };
}

/** Every id that a record refers to, with the record's own. */
export function* referencesOf(rows: RecordRows): Generator<[id: string, from: string]> {
  for (const row of rows.agents) for (const id of row.affiliatedWith) yield [id, row.id];
  for (const row of rows.documents) {
    if (row.publisher !== null) yield [row.publisher, row.id];
    for (const id of row.authors) yield [id, row.id];
  }
  for (const row of rows.versions) {
    yield [row.document, row.id];
    if (row.revisionOf !== null) yield [row.revisionOf, row.id];
  }
  for (const row of rows.claims) {
    for (const id of row.events) yield [id, row.id];
    for (const id of row.mentions) yield [id, row.id];
  }
  for (const row of rows.attributions) {
    yield [row.version, row.id];
    for (const id of [row.agent, row.viaDocument, row.utterance]) if (id !== null) yield [id, row.id];
    for (const list of [row.onBehalfOf, row.addressedTo, row.possiblyVia, row.relays, row.presupposes, row.carriedIn])
      for (const id of list) yield [id, row.id];
    for (const { claim } of row.asserts) yield [claim, row.id];
  }
  for (const row of rows.spans) {
    yield [row.version, row.id];
    for (const id of [row.owner, row.anchoredFrom]) if (id !== null) yield [id, row.id];
  }
  for (const row of rows.relations) for (const id of [row.left, row.right, ...row.basedOn]) yield [id, row.id];
  for (const row of rows.joins) for (const id of row.joins) yield [id, row.id];
  for (const row of rows.reviews)
    for (const id of [row.claim, row.documentVersion, row.author]) if (id !== null) yield [id, row.id];
  for (const row of rows.notices)
    for (const id of [row.version, ...row.corrects, ...row.introduces]) yield [id, row.id];
  for (const row of rows.commentRequests) for (const id of [row.version, ...row.asked]) yield [id, row.id];
}

/**
 * The rows as the graph has grown past them: what was retracted since stays so, what a fact has got since it keeps, and
 * what somebody else has revised or decided is theirs.
 */
async function asGrown(
  writer: ChangeWriter,
  rows: RecordRows,
  former: Set<string>,
  principal: string,
): Promise<RecordRows> {
  const { attributions, reviews, notices, commentRequests } = rows;
  const recorded = (list: { id: string }[]) => list.map((row) => row.id).filter((id) => !writer.isNew?.(id));
  const present = new Map(
    (await writer.read(presentAttributions, { ids: recorded(attributions) })).map((one) => [one.id, one.row]),
  );
  const revisable = [
    rows.claims,
    rows.agents,
    rows.documents,
    rows.relations,
    rows.joins,
    rows.utterances,
    attributions,
  ];
  const others = await writer.read(revisedByOthers, { ids: revisable.flatMap(recorded), principal });
  const theirs = new Set(others.map((row) => row.id));
  const ours = <R extends { id: string }>(list: R[]) => list.filter((row) => !theirs.has(row.id));
  const holds = (row: { id: string }) => !former.has(row.id);
  const holding = (list: string[]) => list.filter((id) => !former.has(id));
  const spans = rows.spans.filter((span) => span.owner === null || !former.has(span.owner));
  const dropped = new Set(rows.spans.filter((span) => !spans.includes(span)).map((span) => span.id));
  return {
    ...rows,
    agents: ours(rows.agents),
    claims: ours(rows.claims),
    documents: ours(rows.documents),
    joins: ours(rows.joins),
    utterances: ours(rows.utterances),
    attributions: attributions.filter(holds).map((row) => ({
      ...row,
      reviewState: theirs.has(row.id) ? (present.get(row.id)?.reviewState ?? row.reviewState) : row.reviewState,
      relays: holding(row.relays),
      // These two an attribution may get later: by joining its utterance, and with a further version of its document.
      utterance: row.utterance ?? present.get(row.id)?.utterance ?? null,
      carriedIn: [...new Set([...row.carriedIn, ...(present.get(row.id)?.carriedIn ?? [])])].sort(),
    })),
    reviews: reviews.filter(holds),
    notices: notices
      .filter(holds)
      .map((row) => ({ ...row, corrects: holding(row.corrects), introduces: holding(row.introduces) })),
    commentRequests: commentRequests.filter(holds),
    relations: ours(rows.relations).map((row) => ({ ...row, basedOn: holding(row.basedOn) })),
    spans: spans.filter((span) => span.anchoredFrom === null || !dropped.has(span.anchoredFrom)),
  };
}

/** Spans are held against the texts of their versions, which stand here or are recorded (model.md, rule 1). */
async function verified(writer: ChangeWriter, rows: RecordRows): Promise<SpanRow[]> {
  const texts = new Map(rows.versions.map((row) => [row.id, row.text]));
  const foreign = [...new Set(rows.spans.map((span) => span.version))].filter((id) => !texts.has(id));
  if (foreign.length > 0)
    for (const { id, row } of await writer.read(presentVersions, { ids: foreign })) texts.set(id, row.text);
  return rows.spans.map((span) => verifySpan(span, texts.get(span.version) ?? null));
}

/** What the rules ask about the agents and documents that attributions refer to, among these rows or recorded before. */
async function surroundingsOf(writer: ChangeWriter, rows: RecordRows): Promise<Surroundings> {
  const agents = new Map<string, string>(rows.agents.map((row) => [row.id, row.label]));
  const versions = new Map(rows.versions.map((row) => [row.id, row.document]));
  const documents = new Map(rows.documents.map((row) => [row.id, row.publisher]));
  const missing = (ids: (string | null)[], known: Map<string, unknown>) =>
    [...new Set(ids)].filter((id): id is string => id !== null && !known.has(id));
  const foreignAgents = missing(
    [...rows.attributions.map((row) => row.agent), ...rows.joins.flatMap((join) => join.joins)],
    agents,
  );
  if (foreignAgents.length > 0)
    for (const { id, label } of await writer.read(agentLabels, { ids: foreignAgents })) agents.set(id, label);
  const foreignVersions = missing(
    rows.attributions.map((row) => row.version),
    versions,
  );
  if (foreignVersions.length > 0)
    for (const { id, document, publisher } of await writer.read(documentsOfVersions, { ids: foreignVersions })) {
      versions.set(id, document);
      documents.set(document, publisher);
    }
  const foreignDocuments = missing([...versions.values()], documents);
  if (foreignDocuments.length > 0)
    for (const { id, row } of await writer.read(presentDocuments, { ids: foreignDocuments }))
      documents.set(id, row.publisher);
  const unnamed = [...agents].filter(([id, label]) => label === 'UnnamedSource' && !writer.isNew?.(id));
  const homes =
    unnamed.length > 0 ? await writer.read(documentOfUnnamed, { ids: unnamed.map(([id]) => id), at: null }) : [];
  const home = new Map(homes.map((row) => [row.parentId, row.id]));
  return {
    homeOf: (agent) => home.get(agent),
    labelOf: (agent) => agents.get(agent),
    documentOf: (version) => versions.get(version),
    publisherOf: (document) => documents.get(document),
  };
}
