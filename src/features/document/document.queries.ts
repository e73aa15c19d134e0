import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';
import { agentColumns, type AgentBelow } from '../agent/agent.queries';

export interface DocumentRow {
  id: string;
  url: string | null;
  otherUrls: string[];
  title: string | null;
  docType: string | null;
  language: string | null;
  availability: ValueOf<'Availability'>;
  publisher: string | null;
  authors: string[];
}

export interface VersionRow {
  id: string;
  document: string;
  seq: number;
  contentSha256: string | null;
  text: string | null;
  textAccess: ValueOf<'TextAccess'> | null;
  publishedAt: string | null;
  modifiedAt: string | null;
  retrievedAt: string | null;
  archivedUrl: string | null;
  availability: ValueOf<'Availability'>;
  revisionOf: string | null;
}

export interface DocumentNode {
  id: string;
  url: string | null;
  title: string | null;
  docType: string | null;
  language: string | null;
  availability: ValueOf<'Availability'>;
  revision: number;
  publisherId: string | null;
  recordedFrom: Date;
}
const documentColumns = [
  'id',
  'url',
  'title',
  'docType',
  'language',
  'availability',
  'revision',
  'publisherId',
  'recordedFrom',
] as const;

export const documentsByIds = defineQuery<{ ids: string[]; at: At }, DocumentNode>({
  name: 'document/by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: documentColumns,
});
/** `url` is canonical; `quotedUrl` is the same, quoted for the full-text index. */
export const documentByUrl = defineQuery<{ url: string; quotedUrl: string; at: At }, DocumentNode>({
  name: 'document/by-url',
  mode: 'read',
  params: ['url', 'quotedUrl', 'at'],
  columns: documentColumns,
});
export interface DocumentMatch {
  docTypes: string[] | null;
  language: string | null;
  availabilities: ValueOf<'Availability'>[] | null;
}
export const documentList = defineQuery<
  DocumentMatch & { before: Date; beforeId: string; limit: number; at: At },
  DocumentNode
>({
  name: 'document/list',
  mode: 'read',
  params: ['docTypes', 'language', 'availabilities', 'before', 'beforeId', 'limit', 'at'],
  columns: documentColumns,
});
export const documentListOfPublisher = defineQuery<
  DocumentMatch & { publisher: string; before: Date; beforeId: string; limit: number; at: At },
  DocumentNode
>({
  name: 'document/list-of-publisher',
  mode: 'read',
  params: ['publisher', 'docTypes', 'language', 'availabilities', 'before', 'beforeId', 'limit', 'at'],
  columns: documentColumns,
});
export type DocumentBelow = DocumentNode & { parentId: string };
export const documentsOfClaims = defineQuery<{ ids: string[]; at: At; afterId: string; limit: number }, DocumentBelow>({
  name: 'document/of-claims',
  mode: 'read',
  params: ['ids', 'at', 'afterId', 'limit'],
  columns: ['parentId', ...documentColumns],
});
export const authorsOfDocuments = defineQuery<{ ids: string[]; at: At }, AgentBelow>({
  name: 'document/authors',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', ...agentColumns],
});

export interface VersionNode {
  id: string;
  seq: number;
  contentSha256: string | null;
  text: string | null;
  textAccess: ValueOf<'TextAccess'> | null;
  publishedAt: Date | null;
  modifiedAt: Date | null;
  retrievedAt: Date | null;
  availability: ValueOf<'Availability'>;
  documentId: string;
}
const versionColumns = [
  'id',
  'seq',
  'contentSha256',
  'text',
  'textAccess',
  'publishedAt',
  'modifiedAt',
  'retrievedAt',
  'availability',
  'documentId',
] as const;
export const versionsByIds = defineQuery<{ ids: string[]; at: At }, VersionNode>({
  name: 'document/version-by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: versionColumns,
});
export type VersionInShort = Omit<VersionNode, 'text'>;
const shortColumns = [
  'id',
  'seq',
  'contentSha256',
  'textAccess',
  'publishedAt',
  'modifiedAt',
  'retrievedAt',
  'availability',
] as const;
export const versionsInShort = defineQuery<{ ids: string[]; at: At }, VersionInShort>({
  name: 'document/version-in-short',
  mode: 'read',
  params: ['ids', 'at'],
  columns: [...shortColumns, 'documentId'],
});
export type ListedVersion = Omit<VersionInShort, 'documentId'> & { parentId: string; attributions: number };
export const versionList = defineQuery<{ ids: string[]; at: At; limit: number }, ListedVersion>({
  name: 'document/version-list',
  mode: 'read',
  params: ['ids', 'at', 'limit'],
  columns: ['parentId', ...shortColumns, 'attributions'],
});
export const versionsOfDocuments = defineQuery<
  { ids: string[]; at: At; afterSeq: number; limit: number },
  VersionNode & { parentId: string }
>({
  name: 'document/versions',
  mode: 'read',
  params: ['ids', 'at', 'afterSeq', 'limit'],
  columns: ['parentId', ...versionColumns],
});
export const latestVersions = defineQuery<{ ids: string[]; at: At }, VersionNode & { parentId: string }>({
  name: 'document/latest-versions',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', ...versionColumns],
});

export const presentDocuments = defineQuery<{ ids: string[] }, { id: string; row: DocumentRow }>({
  name: 'document/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
export const recordDocuments = defineQuery<{ changeSet: string; rows: DocumentRow[] }, { id: string }>({
  name: 'document/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const presentVersions = defineQuery<{ ids: string[] }, { id: string; row: VersionRow }>({
  name: 'document/version-present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
export const recordVersions = defineQuery<{ changeSet: string; rows: VersionRow[] }, { id: string }>({
  name: 'document/record-versions',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const recordRevisionsOf = defineQuery<{ rows: VersionRow[] }, { id: string }>({
  name: 'document/record-revisions-of',
  mode: 'write',
  params: ['rows'],
  columns: ['id'],
});
export const attachableVersions = defineQuery<
  { id: string },
  {
    id: string;
    seq: number;
    contentSha256: string | null;
    availability: ValueOf<'Availability'>;
    textAccess: ValueOf<'TextAccess'> | null;
    documentAvailability: ValueOf<'Availability'>;
  }
>({
  name: 'document/attachable',
  mode: 'read',
  params: ['id'],
  columns: ['id', 'seq', 'contentSha256', 'availability', 'textAccess', 'documentAvailability'],
});

export const versionsLatestFirst = defineQuery<
  { id: string },
  { id: string; seq: number; contentSha256: string | null; availability: ValueOf<'Availability'> }
>({
  name: 'document/latest-of',
  mode: 'read',
  params: ['id'],
  columns: ['id', 'seq', 'contentSha256', 'availability'],
});
export const wordsOfVersion = defineQuery<{ id: string }, { id: string }>({
  name: 'document/words-of-version',
  mode: 'read',
  params: ['id'],
  columns: ['id'],
});
