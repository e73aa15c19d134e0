import { defineQuery } from '../../graph/query';

export interface Counts {
  claims: number;
  attributions: number;
  documents: number;
  agents: number;
  relations: number;
  /** The `seq` of the last change set; null before the first. */
  lastSeq: number | null;
}
export const counts = defineQuery<object, Counts>({
  name: 'node/counts',
  mode: 'read',
  params: [],
  columns: ['claims', 'attributions', 'documents', 'agents', 'relations', 'lastSeq'],
});
