import type { ValueOf } from '../../graph/vocabulary';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { presentUtterances, recordUtterances } from './utterance.queries';

export interface UtteranceRow {
  id: string;
  saidAt: string | null;
  place: string | null;
  medium: string | null;
  reviewState: ValueOf<'ReviewState'>;
}

/** Records utterances: events of somebody's saying something, which several attributions may report. */
export function saveUtterances(writer: ChangeWriter, rows: UtteranceRow[]): Promise<Reconciled<UtteranceRow>> {
  return reconcile(
    writer,
    { name: 'utterance', present: presentUtterances, record: recordUtterances, revisable: [] },
    rows,
  );
}
