import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { presentUtterances, recordUtterances, type UtteranceRow } from './utterance.queries';

/** Records utterances: events of somebody's saying something, which several attributions may report. */
export function saveUtterances(writer: ChangeWriter, rows: UtteranceRow[]): Promise<Reconciled<UtteranceRow>> {
  return reconcile(
    writer,
    { name: 'utterance', present: presentUtterances, record: recordUtterances, revisable: [] },
    rows,
  );
}
