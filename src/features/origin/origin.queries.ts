import { defineQuery } from '../../graph/query';
import type { At } from '../../graph/loading';
import type { OriginChain } from './origin.rules';

export const originChains = defineQuery<{ ids: string[]; at: At }, OriginChain & { parentId: string }>({
  name: 'origin/chains-of-claims',
  mode: 'read',
  params: ['ids', 'at'],
  columns: [
    'parentId',
    'polarity',
    'presupposed',
    'narrated',
    'documentId',
    'publisherId',
    'hopAgents',
    'unnamed',
    'sameAgents',
    'sameUtterances',
    'hopUtterances',
    'recordedFrom',
  ],
});
