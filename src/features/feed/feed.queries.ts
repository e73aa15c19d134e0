import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';

/** What everybody may see of a change set: never its idempotency key or the hash of its input. */
export interface ChangeSetNode {
  id: string;
  seq: number;
  op: ValueOf<'ChangeOp'>;
  recordedAt: Date;
  principalName: string;
  reason: string | null;
}
const changeSetColumns = ['id', 'seq', 'op', 'recordedAt', 'principalName', 'reason'] as const;

export const changeSetList = defineQuery<{ after: number; limit: number }, ChangeSetNode>({
  name: 'feed/list',
  mode: 'read',
  params: ['after', 'limit'],
  columns: changeSetColumns,
});
export const lastChangeSet = defineQuery<object, { seq: number }>({
  name: 'feed/last',
  mode: 'read',
  params: [],
  columns: ['seq'],
});
export const changeSetsByIds = defineQuery<{ ids: string[]; at: At }, ChangeSetNode>({
  name: 'feed/by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: changeSetColumns,
});

export const changeSetsSince = defineQuery<{ ids: string[]; since: Date; limit: number }, ChangeSetNode>({
  name: 'feed/since',
  mode: 'read',
  params: ['ids', 'since', 'limit'],
  columns: changeSetColumns,
});

export interface ChangeArgs {
  at: At;
  afterId: string;
  limit: number;
}
export interface ChangeRow {
  parentId: string;
  nodeId: string;
}
export const changesOfChangeSets = defineQuery<Omit<ChangeArgs, 'at'> & { ids: string[] }, ChangeRow>({
  name: 'feed/changes-of',
  mode: 'read',
  params: ['ids', 'afterId', 'limit'],
  columns: ['parentId', 'nodeId'],
});

/** `prefixes` and `nodeIds`: those of the ones asked about that the change set changed. */
export interface Touched {
  id: string;
  prefixes: string[];
  nodeIds: string[];
}
export const touchedByChangeSets = defineQuery<{ ids: string[]; prefixes: string[]; nodeIds: string[] }, Touched>({
  name: 'feed/touched',
  mode: 'read',
  params: ['ids', 'prefixes', 'nodeIds'],
  columns: ['id', 'prefixes', 'nodeIds'],
});
