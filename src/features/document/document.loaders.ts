import type { Reader } from '../../graph/graph';
import { listLoader, nodeLoader, pagedLoader, placeBefore, type ListQuery, type At } from '../../graph/loading';
import type { Page } from '../../graph/page';
import { exactTerm } from '../../graph/search-text';
import type { AgentBelow } from '../agent/agent.queries';
import {
  authorsOfDocuments,
  documentByUrl,
  documentList,
  documentListOfPublisher,
  documentsByIds,
  documentsOfClaims,
  latestVersions,
  versionList,
  versionsByIds,
  versionsInShort,
  versionsOfDocuments,
  type DocumentBelow,
  type DocumentMatch,
  type DocumentNode,
  type ListedVersion,
  type VersionInShort,
  type VersionNode,
} from './document.queries';

export function documentLoaders(reader: Reader) {
  return {
    byId: nodeLoader<DocumentNode>((ids, at) => reader.read(documentsByIds, { ids, at })),
    ofClaim: pagedLoader<{ at: At; afterId: string; limit: number }, DocumentBelow>(reader, documentsOfClaims),
    authors: listLoader<{ at: At }, AgentBelow>((ids, { at }) => reader.read(authorsOfDocuments, { ids, at })),
    versionById: nodeLoader<VersionNode>((ids, at) => reader.read(versionsByIds, { ids, at })),
    versionInShort: nodeLoader<VersionInShort>((ids, at) => reader.read(versionsInShort, { ids, at })),
    versionList: pagedLoader<{ at: At; limit: number }, ListedVersion>(reader, versionList),
    versions: pagedLoader<{ at: At; afterSeq: number; limit: number }, VersionNode & { parentId: string }>(
      reader,
      versionsOfDocuments,
    ),
    latestVersion: listLoader<{ at: At }, VersionNode & { parentId: string }>((ids, { at }) =>
      reader.read(latestVersions, { ids, at }),
    ),
  };
}

/** Those of one publisher, or of all: each has an index in its order. */
export function listDocuments(
  match: DocumentMatch,
  publisher: string | null,
  page: Page,
  at: At,
): ListQuery<DocumentNode> {
  const params = { ...match, ...placeBefore(page, at), at, limit: page.first + 1 };
  return publisher === null
    ? { query: documentList, params }
    : { query: documentListOfPublisher, params: { ...params, publisher } };
}

/** `url` must be canonical. */
export async function findDocument(reader: Reader, url: string, at: At): Promise<DocumentNode | null> {
  const [row] = await reader.read(documentByUrl, { url, quotedUrl: exactTerm(url), at });
  return row ?? null;
}
