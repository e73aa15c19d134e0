import type { ValueOf } from '../../graph/vocabulary';
import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';

export interface UtteranceRow {
  id: string;
  saidAt: string | null;
  place: string | null;
  medium: string | null;
  reviewState: ValueOf<'ReviewState'>;
}

export type UtteranceNode = UtteranceRow & { recordedFrom: Date };
export const utterancesByIds = defineQuery<{ ids: string[]; at: At }, UtteranceNode>({
  name: 'utterance/by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['id', 'saidAt', 'place', 'medium', 'reviewState', 'recordedFrom'],
});
export const presentUtterances = defineQuery<{ ids: string[] }, { id: string; row: UtteranceRow }>({
  name: 'utterance/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
export const recordUtterances = defineQuery<{ changeSet: string; rows: UtteranceRow[] }, { id: string }>({
  name: 'utterance/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const claimsReporting = defineQuery<{ ids: string[] }, { claimId: string }>({
  name: 'utterance/claims-reporting',
  mode: 'read',
  params: ['ids'],
  columns: ['claimId'],
});
