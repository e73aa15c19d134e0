import { defineQuery } from '../../graph/query';

export interface EventRow {
  id: string;
  label: string;
  time: string | null;
  type: string | null;
}

export const presentEvents = defineQuery<{ ids: string[] }, { id: string; row: EventRow }>({
  name: 'event/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});

export const recordEvents = defineQuery<{ changeSet: string; rows: EventRow[] }, { id: string }>({
  name: 'event/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
