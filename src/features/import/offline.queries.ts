import { defineQuery } from '../../graph/query';

/** Who may sign in, and with which keys: all that a database may hold before an offline import. */
export interface KeptAccess {
  principals: Record<string, unknown>[];
  keys: { principal: string; key: Record<string, unknown> }[];
}

export const whatIsThere = defineQuery<object, KeptAccess & { label: string | null }>({
  name: 'import/what-is-there',
  mode: 'read',
  params: [],
  columns: ['label', 'principals', 'keys'],
});
export const putKeysBack = defineQuery<KeptAccess, { id: string }>({
  name: 'import/put-keys-back',
  mode: 'write',
  params: ['principals', 'keys'],
  columns: ['id'],
});
export const fillEmptyLists = defineQuery<{ most: number }, { filled: number }>({
  name: 'import/fill-empty-lists',
  mode: 'write',
  params: ['most'],
  columns: ['filled'],
});
