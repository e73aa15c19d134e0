import type { At } from '../../graph/loading';
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

export const joinsBetween = defineQuery<
  { ids: string[] },
  { id: string; reviewState: ValueOf<'ReviewState'>; joins: string[] }
>({
  name: 'join/between',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'reviewState', 'joins'],
});
export const utterancesOf = defineQuery<
  { ids: string[] },
  {
    id: string;
    reviewState: ValueOf<'ReviewState'>;
    saidAt: string | null;
    medium: string | null;
    utterance: string | null;
    relays: boolean;
  }
>({
  name: 'join/utterances-of',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'reviewState', 'saidAt', 'medium', 'utterance', 'relays'],
});
export interface JoinNode {
  parentId: string;
  id: string;
  joins: string[];
  reviewState: ValueOf<'ReviewState'>;
  rationale: string | null;
  revision: number;
}
export const joinsOfMembers = defineQuery<{ ids: string[]; at: At }, JoinNode>({
  name: 'join/of-members',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', 'id', 'joins', 'reviewState', 'rationale', 'revision'],
});
