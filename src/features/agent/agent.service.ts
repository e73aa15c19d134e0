import { badInput } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { presentAgents, recordAffiliations, recordAgents, type AgentRow, type AgentLabel } from './agent.queries';

export const labelOfType: Record<ValueOf<'AgentType'>, AgentLabel> = {
  PERSON: 'Person',
  ORGANIZATION: 'Organization',
  UNNAMED_SOURCE: 'UnnamedSource',
  SOURCE_GROUP: 'SourceGroup',
};

/** Records agents; names and descriptions may be revised. @throws SaysoError BAD_USER_INPUT */
export async function saveAgents(writer: ChangeWriter, rows: AgentRow[]): Promise<Reconciled<AgentRow>> {
  for (const row of rows) checkAgent(row);
  const saved = await reconcile(
    writer,
    {
      name: 'agent',
      present: presentAgents,
      record: recordAgents,
      revisable: ['name', 'aliases', 'kind', 'descriptor', 'anonymityReason'],
    },
    rows,
  );
  await writer.link(
    recordAffiliations,
    saved.recorded.filter((row) => row.affiliatedWith.length > 0),
  );
  return saved;
}

/** @throws SaysoError BAD_USER_INPUT for fields that another kind of agent has. */
export function checkAgent(row: AgentRow): void {
  if (row.kind !== null && row.label !== 'Organization') {
    throw badInput(`agent ${row.id}: only an organisation has a kind.`, 'kind');
  }
  if (row.kind === null && row.label === 'Organization') {
    throw badInput(`agent ${row.id}: an organisation needs a kind.`, 'kind');
  }
  const ofUnnamed = row.descriptor !== null || row.anonymityReason !== null || row.affiliatedWith.length > 0;
  if (ofUnnamed && row.label !== 'UnnamedSource') {
    throw badInput(
      `agent ${row.id}: descriptor, anonymityReason and affiliatedWith belong to an unnamed source only.`,
      'descriptor',
    );
  }
}
