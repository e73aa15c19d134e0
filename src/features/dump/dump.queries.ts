import { defineQuery } from '../../graph/query';

export interface GraphState {
  seq: number;
  graph: string | null;
  migrations: { version: string; checksum: string }[];
}

export const graphState = defineQuery<object, GraphState>({
  name: 'dump/state',
  mode: 'read',
  params: [],
  columns: ['seq', 'graph', 'migrations'],
});
export const changeSetsAfter = defineQuery<{ after: number; to: number; limit: number }, { id: string; seq: number }>({
  name: 'dump/change-sets',
  mode: 'read',
  params: ['after', 'to', 'limit'],
  columns: ['id', 'seq'],
});
export const changedNodes = defineQuery<{ changeSet: string }, { id: string }>({
  name: 'dump/changed',
  mode: 'read',
  params: ['changeSet'],
  columns: ['id'],
});

export const beginRestore = defineQuery<{ dump: string }, { dump: string; next: number }>({
  name: 'dump/begin',
  mode: 'write',
  params: ['dump'],
  columns: ['dump', 'next'],
});
export const advanceRestore = defineQuery<{ dump: string; step: number }, { next: number }>({
  name: 'dump/advance',
  mode: 'write',
  params: ['dump', 'step'],
  columns: ['next'],
});
export const endRestore = defineQuery<object, { ended: number }>({
  name: 'dump/end',
  mode: 'write',
  params: [],
  columns: ['ended'],
});
export const whatIsThereToRestore = defineQuery<object, { dump: string | null; label: string | null }>({
  name: 'dump/what-is-there',
  mode: 'read',
  params: [],
  columns: ['dump', 'label'],
});
