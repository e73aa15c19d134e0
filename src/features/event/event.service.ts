import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { type EventRow, presentEvents, recordEvents } from './event.queries';

/** Records events in the world that claims are about. @throws SaysoError BAD_USER_INPUT */
export function saveEvents(writer: ChangeWriter, rows: EventRow[]): Promise<Reconciled<EventRow>> {
  return reconcile(writer, { name: 'event', present: presentEvents, record: recordEvents, revisable: [] }, rows);
}
