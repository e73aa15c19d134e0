import { defineQuery } from '../../graph/query';

export interface KeyRow {
  /** key_… */
  id: string;
  principal: string;
  roles: string[];
  label: string | null;
  /** The key's last four characters. */
  hint: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}
export interface HolderRow {
  id: string;
  name: string;
  roles: string[];
  expiresAt: Date | null;
  revokedAt: Date | null;
}
export interface FirstKey {
  id: string;
  sha256: string;
  hint: string;
  label: string | null;
  createdAt: Date;
  principal: string;
  /** The principal's id, where it is new. */
  principalId: string;
  roles: string[];
}

export const principalOfKey = defineQuery<{ sha256: string }, HolderRow>({
  name: 'principal/of-key',
  mode: 'read',
  params: ['sha256'],
  columns: ['id', 'name', 'roles', 'expiresAt', 'revokedAt'],
});
export const principalByName = defineQuery<{ name: string }, { id: string; roles: string[] }>({
  name: 'principal/by-name',
  mode: 'read',
  params: ['name'],
  columns: ['id', 'roles'],
});
export const keepPrincipalRow = defineQuery<{ id: string; name: string; roles: string[] }, { id: string }>({
  name: 'principal/keep',
  mode: 'write',
  params: ['id', 'name', 'roles'],
  columns: ['id'],
});
export const createKeyRow = defineQuery<
  FirstKey & { expiresAt: Date | null },
  { id: string; principalId: string; rolesBefore: string[] | null }
>({
  name: 'principal/create-key',
  mode: 'write',
  params: ['id', 'sha256', 'hint', 'label', 'createdAt', 'expiresAt', 'principal', 'principalId', 'roles'],
  columns: ['id', 'principalId', 'rolesBefore'],
});
export const createFirstKey = defineQuery<FirstKey, { id: string }>({
  name: 'principal/create-first-key',
  mode: 'write',
  params: ['id', 'sha256', 'hint', 'label', 'createdAt', 'principal', 'principalId', 'roles'],
  columns: ['id'],
});
export const adminKeys = defineQuery<{ principal: string; sha256: string | null }, { made: boolean; holds: boolean }>({
  name: 'principal/admin-keys',
  mode: 'read',
  params: ['principal', 'sha256'],
  columns: ['made', 'holds'],
});
export const allKeys = defineQuery<object, KeyRow>({
  name: 'principal/keys',
  mode: 'read',
  params: [],
  columns: ['id', 'principal', 'roles', 'label', 'hint', 'createdAt', 'expiresAt', 'revokedAt'],
});
export const revokeKeyRow = defineQuery<{ id: string; now: Date }, { id: string; principal: string; revokedAt: Date }>({
  name: 'principal/revoke-key',
  mode: 'write',
  params: ['id', 'now'],
  columns: ['id', 'principal', 'revokedAt'],
});
