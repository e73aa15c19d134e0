import { badInput, SaysoError } from '../../errors';
import type { Graph } from '../../graph/graph';
import { newId, reviewId } from '../../identity';
import { saveAgents } from '../agent/agent.service';
import { documentOfUnnamed, presentAgents } from '../agent/agent.queries';
import { presentAttributions } from '../attribution/attribution.queries';
import { saveAttributions } from '../attribution/attribution.service';
import { absentIds, formerIds, revisedByOthers } from '../change-set/change-set.queries';
import { commitChange, type ChangeWriter } from '../change-set/change-set.service';
import type { Reconciled } from '../change-set/reconcile';
import { saveClaims } from '../claim/claim.service';
import { saveCommentRequests, saveNotices } from '../correction/correction.service';
import { saveDocuments, saveVersions } from '../document/document.service';
import { presentDocuments, presentVersions } from '../document/document.queries';
import { saveEvents } from '../event/event.service';
import { saveJoins } from '../join/join.service';
import { saveRelations } from '../relation/relation.service';
import { saveReviews } from '../review/review.service';
import type { SpanRow } from '../span/span.queries';
import { anchor, saveSpans } from '../span/span.service';
import { saveUtterances } from '../utterance/utterance.service';
import { readSeedFolder, refuse } from './seed.files';
import { rowsOf, type SeedRows } from './seed.rows';

const seedsPrincipal = 'seeds';

export interface SeedResult {
  name: string;
  title: string;
  /** Per kind of record: how many there are in the set, and how many of them were new or revised. */
  counts: { kind: string; records: number; recorded: number; revised: number }[];
  /** Records that were new or revised; 0 where all was there already. */
  changes: number;
  changeSet: { id: string; seq: number } | null;
}

/**
 * Upserts a data set: what is not there is recorded, what may be revised is, a fact that would change is refused, and so
 * is the whole set with it. One transaction, one change set.
 * @throws StartUpFault with file, record and reason.
 */
export async function seed(graph: Graph, folder: string): Promise<SeedResult> {
  const set = readSeedFolder(folder);
  const rows = rowsOf(set);
  try {
    const { changeSet, value } = await commitChange(
      graph,
      {
        principal: { name: seedsPrincipal, roles: ['ADMIN'] },
        op: 'IMPORT',
        reason: `Data set ${set.header.name}: ${set.header.title}`,
        // A key of its own each time: a set is compared record by record, so that it may return to a former state.
        key: `seed:${set.header.name}:${newId('ChangeSet')}`,
        input: rows,
        timeoutMs: 120_000,
      },
      (writer) => save(writer, rows),
    );
    const changes = value.reduce((sum, { recorded, revised }) => sum + recorded + revised, 0);
    return { name: set.header.name, title: set.header.title, counts: value, changes, changeSet };
  } catch (error) {
    if (error instanceof SaysoError && error.code === 'BAD_USER_INPUT') refuse(folder, [describe(rows, error.message)]);
    throw error;
  }
}

async function save(writer: ChangeWriter, all: SeedRows): Promise<SeedResult['counts']> {
  const rows = await asGrown(writer, all);
  await checkReferences(writer, rows);
  const counts: SeedResult['counts'] = [];
  const count = <R>(kind: string, all: R[], saved: Reconciled<R>) =>
    counts.push({ kind, records: all.length, recorded: saved.recorded.length, revised: saved.revised.length });
  const around = await surroundingsOf(writer, rows);
  count('agents', rows.agents, await saveAgents(writer, rows.agents));
  count('events', rows.events, await saveEvents(writer, rows.events));
  count('utterances', rows.utterances, await saveUtterances(writer, rows.utterances));
  count('documents', rows.documents, await saveDocuments(writer, rows.documents));
  count('versions', rows.versions, await saveVersions(writer, rows.versions));
  count('claims', rows.claims, await saveClaims(writer, rows.claims));
  count('attributions', rows.attributions, await saveAttributions(writer, rows.attributions, around));
  count('notices', rows.notices, await saveNotices(writer, rows.notices));
  count('requests for comment', rows.commentRequests, await saveCommentRequests(writer, rows.commentRequests));
  // The first places before those anchored from them.
  const spans = (await verified(writer, rows)).sort(
    (one, other) => Number(one.anchoredFrom !== null) - Number(other.anchoredFrom !== null),
  );
  count('spans', spans, await saveSpans(writer, spans));
  count('relations', rows.relations, await saveRelations(writer, rows.relations));
  const isUnnamed = (agent: string) => around.labelOf(agent) === 'UnnamedSource';
  count('joins', rows.joins, await saveJoins(writer, rows.joins, isUnnamed));
  for (const { id, url, claim } of rows.reviews) {
    if (url !== null && id !== reviewId(url, claim)) {
      throw badInput(`review ${id}: for this url and claim its id is ${reviewId(url, claim)}.`, 'id');
    }
  }
  count('reviews', rows.reviews, await saveReviews(writer, rows.reviews));
  return counts;
}

/**
 * The set as the graph has grown past it: what was retracted since stays so, what a fact has got since it keeps, and
 * what somebody else has revised or decided is theirs. */
async function asGrown(writer: ChangeWriter, rows: SeedRows): Promise<SeedRows> {
  const { attributions, reviews, notices, commentRequests } = rows;
  const ids = [attributions, reviews, notices, commentRequests].flatMap((list: { id: string }[]) =>
    list.map((row) => row.id),
  );
  const former = new Set((await writer.read(formerIds, { ids })).map((row) => row.id));
  const present = new Map(
    (await writer.read(presentAttributions, { ids: attributions.map((row) => row.id) })).map((one) => [
      one.id,
      one.row,
    ]),
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
  const others = await writer.read(revisedByOthers, {
    ids: revisable.flatMap((list: { id: string }[]) => list.map((row) => row.id)),
    principal: seedsPrincipal,
  });
  const theirs = new Set(others.map((row) => row.id));
  const ours = <R extends { id: string }>(list: R[]) => list.filter((row) => !theirs.has(row.id));
  const holds = (row: { id: string }) => !former.has(row.id);
  const holding = (list: string[]) => list.filter((id) => !former.has(id));
  const spans = rows.spans.filter((span) => span.owner === null || !former.has(span.owner));
  const kept = new Set(spans.map((span) => span.id));
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
    spans: spans.filter((span) => span.anchoredFrom === null || kept.has(span.anchoredFrom)),
  };
}

/** Spans in versions of earlier sets are held against the texts that are recorded there (model.md, rule 1). */
async function verified(writer: ChangeWriter, rows: SeedRows): Promise<SpanRow[]> {
  const own = new Set(rows.versions.map((row) => row.id));
  const foreign = [...new Set(rows.spans.map((span) => span.version))].filter((id) => !own.has(id));
  const texts = new Map((await writer.read(presentVersions, { ids: foreign })).map(({ id, row }) => [id, row.text]));
  return rows.spans.map((span) => {
    const text = texts.get(span.version);
    return text == null ? span : anchor(span, text);
  });
}

/** A MATCH on an id that nothing has drops its row in silence, so every reference is looked up first. */
async function checkReferences(writer: ChangeWriter, rows: SeedRows): Promise<void> {
  const own = new Set(Object.values(rows).flatMap((list: { id: string }[]) => list.map((row) => row.id)));
  const referred = new Map<string, string>();
  const look = (value: unknown, from: string): void => {
    if (typeof value === 'string' && /^[a-z]{3}_[0-9a-f]{8}-/.test(value) && !own.has(value)) referred.set(value, from);
    else if (Array.isArray(value)) value.forEach((inner) => look(inner, from));
    else if (value !== null && typeof value === 'object') Object.values(value).forEach((inner) => look(inner, from));
  };
  for (const list of Object.values(rows) as { id: string }[][]) {
    for (const { id, ...fields } of list)
      look('quantities' in fields ? { ...fields, quantities: [] } : { ...fields, rating: null }, id);
  }
  const [absent] = await writer.read(absentIds, { ids: [...referred.keys()] });
  if (absent)
    throw new SaysoError(
      'BAD_USER_INPUT',
      `${referred.get(absent.id)}: nothing has the id ${absent.id}, to which it refers.`,
    );
}

/** What the rules ask about the agents and documents that attributions refer to, in this set or recorded before. */
async function surroundingsOf(writer: ChangeWriter, rows: SeedRows) {
  const agents = new Map(rows.agents.map((row) => [row.id, row.label]));
  const versions = new Map(rows.versions.map((row) => [row.id, row.document]));
  const documents = new Map(rows.documents.map((row) => [row.id, row.publisher]));
  const missing = (ids: (string | null)[], known: Map<string, unknown>) =>
    [...new Set(ids)].filter((id): id is string => id !== null && !known.has(id));
  for (const { id, row } of await writer.read(presentAgents, {
    ids: missing([...rows.attributions.map((a) => a.agent), ...rows.joins.flatMap((join) => join.joins)], agents),
  })) {
    agents.set(id, row.label);
  }
  for (const { id, row } of await writer.read(presentVersions, {
    ids: missing(
      rows.attributions.map((a) => a.version),
      versions,
    ),
  })) {
    versions.set(id, row.document);
  }
  for (const { id, row } of await writer.read(presentDocuments, { ids: missing([...versions.values()], documents) })) {
    documents.set(id, row.publisher);
  }
  const unnamed = [...agents].filter(([, label]) => label === 'UnnamedSource').map(([id]) => id);
  const homes = await writer.read(documentOfUnnamed, { ids: unnamed, at: null });
  const home = new Map(homes.map((row) => [row.parentId, row.id]));
  return {
    homeOf: (agent: string) => home.get(agent),
    labelOf: (agent: string) => agents.get(agent),
    documentOf: (version: string) => versions.get(version),
    publisherOf: (document: string) => documents.get(document),
  };
}

/** A rule's message names the record; where that stands in the set's files is said before it. */
function describe(rows: SeedRows, message: string): string {
  const id = /[a-z]{3}_[0-9a-f-]{36}/.exec(message)?.[0];
  const list = Object.entries(rows).find(([, own]: [string, { id: string }[]]) =>
    own.some((row) => row.id === id),
  )?.[0];
  const files: Record<string, string> = {
    versions: 'documents',
    spans: 'attributions',
    commentRequests: 'comment-requests',
  };
  return list ? `${files[list] ?? list}.json: ${message}` : message;
}
