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
/** What a change set's key stands for: what was asked, and the id of what came of it. */
export interface KeptAnswer {
  id: string;
  inputSha256: string;
  seq: number;
  recordedAt: Date;
  result: string | null;
}
export interface Revising {
  id: string;
  revisionId: string;
  /** The new values, by property; the former state is kept whole. */
  after: Record<string, unknown>;
}

export const createChangeSet = defineQuery<CreateChangeSet, { id: string; lastJoin: number }>({
  name: 'change-set/create',
  mode: 'write',
  params: ['id', 'key', 'inputSha256', 'op', 'reason', 'principal', 'principalId', 'roles'],
  columns: ['id', 'lastJoin'],
});
export const changeSetByKey = defineQuery<{ key: string }, KeptAnswer>({
  name: 'change-set/by-key',
  mode: 'read',
  params: ['key'],
  columns: ['id', 'inputSha256', 'seq', 'recordedAt', 'result'],
});
/** Takes the write locks of nodes that are to be revised, in the order of their ids, before anything of them is read. */
export const lockNodes = defineQuery<{ ids: string[] }, { id: string; revision: number; reviewState: string | null }>({
  name: 'change-set/lock',
  mode: 'write',
  params: ['ids'],
  columns: ['id', 'revision', 'reviewState'],
});
export const retractNodes = defineQuery<{ changeSet: string; rows: { id: string }[] }, { id: string }>({
  name: 'change-set/retract',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const closeChangeSet = defineQuery<
  { changeSet: string; result: string | null; joins: boolean },
  { seq: number; recordedAt: Date; lastJoin: number }
>({
  name: 'change-set/close',
  mode: 'write',
  params: ['changeSet', 'result', 'joins'],
  columns: ['seq', 'recordedAt', 'lastJoin'],
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

export const redactNodes = defineQuery<
  { changeSet: string; rows: { id: string; blank: Record<string, unknown> }[] },
  { id: string }
>({ name: 'change-set/redact', mode: 'write', params: ['changeSet', 'rows'], columns: ['id'] });
export const revisedByOthers = defineQuery<{ ids: string[]; principal: string }, { id: string }>({
  name: 'change-set/revised-by-others',
  mode: 'read',
  params: ['ids', 'principal'],
  columns: ['id'],
});

/** Held to the end of the transaction: nobody's change gets its place meanwhile, and all that have one are whole. */
export const lockChanges = defineQuery<object, { seq: number }>({
  name: 'change-set/lock-changes',
  mode: 'write',
  params: [],
  columns: ['seq'],
});
