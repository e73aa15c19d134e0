import { badInput } from '../../errors';
import { joinId, kindOf } from '../../identity';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { type JoinRow, presentJoins, recordJoins } from './join.queries';

/** Records that two agents, or two utterances, are one. `isUnnamed` tells the agents that are never joined (rule 3). */
export async function saveJoins(
  writer: ChangeWriter,
  rows: JoinRow[],
  isUnnamed: (agent: string) => boolean,
): Promise<Reconciled<JoinRow>> {
  for (const row of rows) checkJoin(row, isUnnamed);
  const saved = await reconcile(
    writer,
    { name: 'join', present: presentJoins, record: recordJoins, revisable: ['reviewState', 'rationale'] },
    rows,
  );
  const ids = [...saved.recorded, ...saved.revised.map((one) => one.after)].map((row) => row.id);
  writer.touch({ joins: ids });
  return saved;
}

/** @throws SaysoError BAD_USER_INPUT for a pair that is none, a wrong id, or an unnamed source (model.md, rule 3). */
export function checkJoin({ id, joins }: JoinRow, isUnnamed: (agent: string) => boolean): void {
  const [one, other] = joins;
  if (one === other || kindOf(one) !== kindOf(other) || !['Agent', 'Utterance'].includes(kindOf(one) ?? '')) {
    throw badInput(`join ${id}: it joins two agents or two utterances.`, 'joins');
  }
  if (id !== joinId(one, other)) throw badInput(`join ${id}: for this pair its id is ${joinId(one, other)}.`, 'id');
  if (joins.some(isUnnamed)) throw badInput(`join ${id}: an unnamed source is never joined.`, 'joins');
}
