import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';
import type { ClaimNode } from '../claim/claim.queries';

export interface RelationRow {
  id: string;
  kind: ValueOf<'ClaimRelationKind'>;
  left: string;
  right: string;
  types: ValueOf<'ContradictionType'>[];
  sameEvent: ValueOf<'SameEvent'>;
  score: number | null;
  method: ValueOf<'RelationMethod'>;
  rationale: string | null;
  reviewState: ValueOf<'ReviewState'>;
  basedOn: string[];
}

export interface RelationNode {
  id: string;
  kind: ValueOf<'ClaimRelationKind'>;
  types: ValueOf<'ContradictionType'>[];
  sameEvent: ValueOf<'SameEvent'>;
  score: number | null;
  method: ValueOf<'RelationMethod'>;
  rationale: string | null;
  reviewState: ValueOf<'ReviewState'>;
  revision: number;
  recordedFrom: Date;
  leftId: string;
  rightId: string;
}
const relationColumns = [
  'id',
  'kind',
  'types',
  'sameEvent',
  'score',
  'method',
  'rationale',
  'reviewState',
  'revision',
  'recordedFrom',
  'leftId',
  'rightId',
] as const;

export const relationsByIds = defineQuery<{ ids: string[]; at: At }, RelationNode>({
  name: 'relation/by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: relationColumns,
});
export interface RelationsOfClaimArgs {
  at: At;
  kinds: ValueOf<'ClaimRelationKind'>[] | null;
  reviewStates: ValueOf<'ReviewState'>[];
  before: Date;
  beforeId: string;
  limit: number;
}
export const relationsOfClaims = defineQuery<
  RelationsOfClaimArgs & { ids: string[] },
  RelationNode & { parentId: string; other: ClaimNode }
>({
  name: 'relation/of-claims',
  mode: 'read',
  params: ['ids', 'at', 'kinds', 'reviewStates', 'before', 'beforeId', 'limit'],
  columns: ['parentId', ...relationColumns, 'other'],
});
export interface RelationMatch {
  kind: ValueOf<'ClaimRelationKind'>;
  types: ValueOf<'ContradictionType'>[] | null;
  methods: ValueOf<'RelationMethod'>[] | null;
  claim: string | null;
  agent: string | null;
  reviewStates: ValueOf<'ReviewState'>[];
}
export const relationList = defineQuery<
  RelationMatch & { before: Date; beforeId: string; limit: number },
  RelationNode
>({
  name: 'relation/list',
  mode: 'read',
  params: ['kind', 'types', 'methods', 'claim', 'agent', 'reviewStates', 'before', 'beforeId', 'limit'],
  columns: relationColumns,
});
export const relationListAt = defineQuery<
  RelationMatch & { before: Date; beforeId: string; limit: number; at: Date },
  RelationNode
>({
  name: 'relation/list-at',
  mode: 'read',
  params: ['kind', 'types', 'methods', 'claim', 'agent', 'reviewStates', 'before', 'beforeId', 'limit', 'at'],
  columns: relationColumns,
});
export const evidenceOfRelations = defineQuery<{ ids: string[]; at: At }, { parentId: string; id: string }>({
  name: 'relation/evidence',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', 'id'],
});

export const presentRelations = defineQuery<{ ids: string[] }, { id: string; row: RelationRow }>({
  name: 'relation/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
export const recordRelations = defineQuery<{ changeSet: string; rows: RelationRow[] }, { id: string }>({
  name: 'relation/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
