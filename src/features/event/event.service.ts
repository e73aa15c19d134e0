import { defineQuery } from '../../graph/query';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';

export interface EventRow {
  id: string;
  label: string;
  time: string | null;
  type: string | null;
}

const presentEvents = defineQuery<{ ids: string[] }, { id: string; row: EventRow }>({
  name: 'event/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
const recordEvents = defineQuery<{ changeSet: string; rows: EventRow[] }, { id: string }>({
  name: 'event/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});

/** Records events in the world that claims are about. @throws SaysoError BAD_USER_INPUT */
export function saveEvents(writer: ChangeWriter, rows: EventRow[]): Promise<Reconciled<EventRow>> {
  return reconcile(writer, { name: 'event', present: presentEvents, record: recordEvents, revisable: [] }, rows);
}
