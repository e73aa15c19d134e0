import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';

export interface JoinRow {
  id: string;
  joins: [string, string];
  reviewState: ValueOf<'ReviewState'>;
  rationale: string | null;
}

export const presentJoins = defineQuery<{ ids: string[] }, { id: string; row: JoinRow }>({
  name: 'join/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});

export const recordJoins = defineQuery<{ changeSet: string; rows: JoinRow[] }, { id: string }>({
  name: 'join/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});

export const claimsAtOrigin = defineQuery<{ ids: string[] }, { claimId: string }>({
  name: 'join/claims-at-origin',
  mode: 'read',
  params: ['ids'],
  columns: ['claimId'],
});
