import { badInput } from '../../errors';
import { documentId, versionId } from '../../identity';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import {
  presentDocuments,
  presentVersions,
  recordDocuments,
  recordRevisionsOf,
  recordVersions,
  type DocumentRow,
  type VersionRow,
} from './document.queries';
import { sha256Of } from '../../sha256';

/** Records documents; their metadata may be revised. @throws SaysoError BAD_USER_INPUT */
export function saveDocuments(writer: ChangeWriter, rows: DocumentRow[]): Promise<Reconciled<DocumentRow>> {
  rows.forEach(checkDocument);
  return reconcile(
    writer,
    {
      name: 'document',
      present: presentDocuments,
      record: recordDocuments,
      revisable: ['otherUrls', 'title', 'docType', 'language', 'availability'],
      asGrown: (row, { availability }) => (availability === 'HELD' ? { ...row, availability } : row),
    },
    rows,
  );
}

/** Records versions. A text that was attached since is no difference. @throws SaysoError BAD_USER_INPUT */
export async function saveVersions(writer: ChangeWriter, rows: VersionRow[]): Promise<Reconciled<VersionRow>> {
  for (const row of rows) checkVersion(row);
  const saved = await reconcile(
    writer,
    {
      name: 'version',
      present: presentVersions,
      record: recordVersions,
      revisable: [],
      asGrown: (row, { text, textAccess, availability }) =>
        availability === 'HELD' && row.availability !== 'HELD' ? { ...row, text, textAccess, availability } : row,
    },
    [...rows].sort((one, other) => one.seq - other.seq),
  );
  await writer.link(
    recordRevisionsOf,
    saved.recorded.filter((row) => row.revisionOf !== null),
  );
  return saved;
}

/** @throws SaysoError BAD_USER_INPUT where a document's id is not that of its address. */
export function checkDocument(row: DocumentRow): void {
  if (row.url !== null && row.id !== documentId(row.url)) {
    throw badInput(`document ${row.id}: with this url its id is ${documentId(row.url)}.`, 'id');
  }
}

/** @throws SaysoError BAD_USER_INPUT where text, hash and id of a version do not agree. */
export function checkVersion(row: VersionRow): void {
  const fault = (message: string, field: string) => badInput(`version ${row.id}: ${message}`, field);
  if ((row.availability === 'HELD') !== (row.text !== null)) {
    throw fault('a version is HELD exactly if its text is here.', 'availability');
  }
  if (row.text !== null && row.textAccess === null) throw fault('a text needs a textAccess.', 'textAccess');
  if (row.text !== null && row.contentSha256 !== sha256Of(row.text)) {
    throw fault(`the text's SHA-256 is ${sha256Of(row.text)}, not ${row.contentSha256}.`, 'contentSha256');
  }
  if (row.contentSha256 !== null) {
    const id = versionId(row.document, row.contentSha256, row.revisionOf);
    if (id !== row.id) throw fault(`with this document, hash and predecessor its id is ${id}.`, 'id');
  }
}
