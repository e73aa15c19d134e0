import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';

export interface CreateChangeSet {
  id: string;
  key: string;
  inputSha256: string;
  op: ValueOf<'ChangeOp'>;
  reason: string | null;
  principal: string;
  principalId: string;
  roles: string[];
}
export interface Revising {
  id: string;
  revisionId: string;
  /** The new values, by property; the former ones are read under the node's lock. */
  after: Record<string, unknown>;
}

export const createChangeSet = defineQuery<CreateChangeSet, { id: string }>({
  name: 'change-set/create',
  mode: 'write',
  params: ['id', 'key', 'inputSha256', 'op', 'reason', 'principal', 'principalId', 'roles'],
  columns: ['id'],
});
export const closeChangeSet = defineQuery<{ changeSet: string }, { seq: number; recordedAt: Date }>({
  name: 'change-set/close',
  mode: 'write',
  params: ['changeSet'],
  columns: ['seq', 'recordedAt'],
});
export const stampChangeSet = defineQuery<{ changeSet: string }, { changed: number }>({
  name: 'change-set/stamp',
  mode: 'write',
  params: ['changeSet'],
  columns: ['changed'],
});
export const reviseNodes = defineQuery<{ changeSet: string; rows: Revising[] }, { id: string }>({
  name: 'change-set/revise',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const absentIds = defineQuery<{ ids: string[] }, { id: string }>({
  name: 'change-set/absent',
  mode: 'read',
  params: ['ids'],
  columns: ['id'],
});
export const anyChangeSet = defineQuery<object, { seq: number }>({
  name: 'change-set/any',
  mode: 'read',
  params: [],
  columns: ['seq'],
});
