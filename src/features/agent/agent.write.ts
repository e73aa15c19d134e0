import { refuse } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId, newId } from '../../identity';
import type { ChangeWriter } from '../change-set/change-set.service';
import { guard, needAll, needOne } from '../change-set/guard';
import { need, type Viewer } from '../principal/viewer';
import { presentAgents, type AgentRow } from './agent.queries';
import { labelOfType, saveAgents } from './agent.service';

export interface NewAgent {
  type: ValueOf<'AgentType'>;
  name: string;
  aliases?: string[] | null;
  kind?: ValueOf<'OrganizationKind'> | null;
  descriptor?: string | null;
  affiliatedWith?: string[] | null;
  anonymityReason?: string | null;
}

/** An agent's row, new. @throws SaysoError INVALID_INPUT for an empty name, NOT_FOUND for an affiliation that is not there. */
export async function newAgentRow(writer: ChangeWriter, input: NewAgent, field: string): Promise<AgentRow> {
  const name = checkedName(input.name, `${field}.name`);
  const affiliatedWith = [...new Set(input.affiliatedWith ?? [])]
    .map((id) => checkId(id, 'Agent', `${field}.affiliatedWith`))
    .sort();
  await needAll(writer, new Map(affiliatedWith.map((id) => [id, `${field}.affiliatedWith`])));
  const label = labelOfType[input.type];
  return {
    id: newId('Agent'),
    label,
    name,
    aliases: [...new Set((input.aliases ?? []).map((alias) => alias.trim()).filter(Boolean))],
    kind: input.kind ?? (label === 'Organization' ? 'OTHER' : null),
    descriptor: input.descriptor ?? null,
    anonymityReason: input.anonymityReason ?? null,
    affiliatedWith,
  };
}

function checkedName(given: string, field: string): string {
  const name = given.trim();
  if (name === '' || name.length > 500) throw refuse('INVALID_INPUT', `${field}: 1 to 500 characters.`, field);
  return name;
}

export interface AgentRevision {
  agent: string;
  name?: string | null;
  aliases?: string[] | null;
  kind?: ValueOf<'OrganizationKind'> | null;
  descriptor?: string | null;
  anonymityReason?: string | null;
  /** A guess at who an unnamed source is: sealed before it comes here. Null removes it, undefined leaves it. */
  sealedNote?: string | null;
  expectedRevision?: number | null;
}

/** Mends an agent's names and description. Agents have no state to doubt, so only a REVIEWER does. */
export async function reviseAgent(writer: ChangeWriter, input: AgentRevision, viewer: Viewer): Promise<string> {
  need(viewer, 'REVIEWER');
  const id = checkId(input.agent, 'Agent', 'agent');
  await guard(writer, id, viewer, 'agent', input.expectedRevision);
  const row = await needOne(writer, presentAgents, id, 'agent');
  await saveAgents(writer, [
    {
      ...row,
      name: input.name == null ? row.name : checkedName(input.name, 'name'),
      aliases: input.aliases ?? row.aliases,
      kind: input.kind ?? row.kind,
      descriptor: input.descriptor ?? row.descriptor,
      anonymityReason: input.anonymityReason ?? row.anonymityReason,
    },
  ]);
  if (input.sealedNote !== undefined) {
    if (row.label !== 'UnnamedSource')
      throw refuse('INVALID_INPUT', 'identityNote: only an unnamed source has one.', 'identityNote');
    await writer.revise([{ id, after: { sealedNote: input.sealedNote } }]);
  }
  return id;
}
