import { badInput, refuse } from '../../errors';
import { checkId, joinId, kindOf, newId } from '../../identity';
import { presentAgents } from '../agent/agent.queries';
import { linkReports } from '../attribution/attribution.queries';
import type { ChangeWriter } from '../change-set/change-set.service';
import { needAll, stateFor } from '../change-set/guard';
import { need, type Viewer } from '../principal/viewer';
import { recordUtterances } from '../utterance/utterance.queries';
import { joinsBetween, presentJoins, utterancesOf, type JoinRow } from './join.queries';
import { saveJoins } from './join.service';

/** Says that these agents are one: each is joined to the first recorded of them, whose id stands for all. */
export async function joinAgents(
  writer: ChangeWriter,
  input: { agents: string[]; rationale?: string | null },
  viewer: Viewer,
): Promise<string> {
  const ids = members(
    input.agents.map((id) => checkId(id, 'Agent', 'agents')),
    'agents',
  );
  await needAll(writer, new Map(ids.map((id) => [id, 'agents'])));
  const labels = new Map((await writer.read(presentAgents, { ids })).map(({ id, row }) => [id, row.label]));
  if (ids.some((id) => labels.get(id) === 'UnnamedSource')) {
    throw refuse(
      'INVALID_INPUT',
      'agents: an unnamed source is never joined. What several documents report is joined by their utterances.',
      'agents',
    );
  }
  if (new Set(labels.values()).size > 1) throw refuse('INVALID_INPUT', 'agents: all of one type.', 'agents');
  await joinAll(writer, ids, input.rationale ?? null, viewer);
  return ids[0] as string;
}

/** Says that these attributions report one utterance. One that reports none yet gets one of its own. */
export async function joinUtterances(
  writer: ChangeWriter,
  input: { attributions: string[]; rationale?: string | null },
  viewer: Viewer,
): Promise<string> {
  const attributions = members(
    input.attributions.map((id) => checkId(id, 'Attribution', 'attributions')),
    'attributions',
  );
  await writer.lock(attributions);
  const found = await writer.read(utterancesOf, { ids: attributions });
  const known = new Map(found.map((row) => [row.id, row]));
  const utterances: string[] = [];
  for (const id of attributions) {
    const row = known.get(id);
    if (!row) throw refuse('NOT_FOUND', `attributions: nothing that holds now has the id ${id}.`, 'attributions');
    if (row.relays)
      throw refuse(
        'INVALID_INPUT',
        `attributions: ${id} passes on what another says; join the origins.`,
        'attributions',
      );
    if (row.utterance === null) {
      const own = {
        id: newId('Utterance'),
        saidAt: row.saidAt,
        place: null,
        medium: row.medium,
        reviewState: 'CONFIRMED' as const,
      };
      await writer.record(recordUtterances, [own]);
      await writer.link(linkReports, [{ id: own.id, attribution: id }]);
      row.utterance = own.id;
    }
    utterances.push(row.utterance);
  }
  const ids = [...new Set(utterances)].sort();
  if (ids.length > 1) await joinAll(writer, ids, input.rationale ?? null, viewer);
  return ids[0] as string;
}

/**
 * Undoes the joins between these members, or all of one: decided otherwise, never deleted. Those that were one only
 * through a member that is taken out are joined to each other, so that they stay so.
 */
export async function split(
  writer: ChangeWriter,
  input: { ids: string[]; rationale?: string | null },
  kind: 'Agent' | 'Utterance',
  viewer: Viewer,
): Promise<string> {
  need(viewer, 'REVIEWER');
  const ids = await membersOfSplit(writer, input.ids, kind);
  const between = (await writer.read(joinsBetween, { ids })).filter((join) => join.reviewState !== 'REJECTED');
  if (between.length === 0) {
    throw refuse(
      'NOT_FOUND',
      'ids: nothing joins these to each other. Where they are one through a third, split one of them by itself.',
      'ids',
    );
  }
  const joins = between.map((join) => join.id);
  await writer.lock(joins);
  await writer.revise(
    joins.map((id) => ({
      id,
      after: { reviewState: 'REJECTED', ...(input.rationale ? { rationale: input.rationale } : {}) },
    })),
  );
  writer.touch({ joins });
  if (ids.length === 1) {
    const left = between.filter((join) => join.reviewState === 'CONFIRMED').flatMap((join) => join.joins);
    await joinThoseLeft(writer, [...new Set(left)].filter((id) => id !== ids[0]).sort());
  }
  return ids[0] as string;
}

/** What somebody has said not to be one is not joined by this. */
async function joinThoseLeft(writer: ChangeWriter, [first, ...others]: string[]): Promise<void> {
  if (first === undefined || others.length === 0) return;
  const rows = joinsTo(first, others, 'CONFIRMED', null);
  const present = await presentOf(writer, rows);
  const wanted = rows
    .filter((row) => present.get(row.id)?.reviewState !== 'REJECTED')
    .map((row) => ({ ...row, rationale: present.get(row.id)?.rationale ?? null }));
  await saveJoins(writer, wanted, () => false);
}

/** Utterances may be named by the attributions that report them, as they were for joining. */
async function membersOfSplit(writer: ChangeWriter, given: string[], kind: 'Agent' | 'Utterance'): Promise<string[]> {
  const attributions = kind === 'Utterance' ? given.filter((id) => kindOf(id) === 'Attribution') : [];
  const reported = (await writer.read(utterancesOf, { ids: attributions }))
    .map((row) => row.utterance)
    .filter((id) => id !== null);
  const named = given.filter((id) => !attributions.includes(id)).map((id) => checkId(id, kind, 'ids'));
  const ids = [...new Set([...named, ...reported])].sort();
  if (ids.length === 0) throw badInput('ids: at least one.', 'ids');
  return ids;
}

async function joinAll(writer: ChangeWriter, ids: string[], rationale: string | null, viewer: Viewer): Promise<void> {
  const reviewState = stateFor(viewer);
  const rows = joinsTo(ids[0] as string, ids.slice(1), reviewState, rationale);
  await writer.lock(rows.map((row) => row.id));
  const present = await presentOf(writer, rows);
  for (const row of rows) {
    const before = present.get(row.id);
    if (before && before.reviewState !== 'PROPOSED' && reviewState === 'PROPOSED') {
      if (before.reviewState === 'CONFIRMED') row.reviewState = 'CONFIRMED';
      else throw refuse('NEEDS_REVIEWER', `This join was rejected (${row.id}); only a REVIEWER decides it anew.`);
    }
    row.rationale ??= before?.rationale ?? null;
  }
  await saveJoins(writer, rows, () => false);
}

const joinsTo = (
  first: string,
  others: string[],
  reviewState: JoinRow['reviewState'],
  rationale: string | null,
): JoinRow[] =>
  others.map((other) => ({
    id: joinId(first, other),
    joins: [first, other].sort() as [string, string],
    reviewState,
    rationale,
  }));

/** Those of the rows that are recorded, as they are recorded. */
async function presentOf(writer: ChangeWriter, rows: JoinRow[]): Promise<Map<string, JoinRow>> {
  const found = await writer.read(presentJoins, { ids: rows.map((row) => row.id) });
  return new Map(found.map(({ id, row }) => [id, row]));
}

function members(ids: string[], field: string): string[] {
  const once = [...new Set(ids)].sort();
  if (once.length < 2) throw badInput(`${field}: two or more.`, field);
  if (once.length > 50) throw badInput(`${field}: at most 50 at a time.`, field);
  return once;
}
