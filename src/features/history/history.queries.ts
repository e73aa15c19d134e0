import { defineQuery } from '../../graph/query';

/** One state of a node. `values` has every property that may change under one id; null where it has none. */
export interface StateNode {
  parentId: string;
  revision: number;
  recordedFrom: Date;
  recordedTo: Date | null;
  changeSetId: string | null;
  values: Record<string, unknown>;
}
export const statesOfNodes = defineQuery<{ ids: string[] }, StateNode>({
  name: 'history/of-nodes',
  mode: 'read',
  params: ['ids'],
  columns: ['parentId', 'revision', 'recordedFrom', 'recordedTo', 'changeSetId', 'values'],
});
