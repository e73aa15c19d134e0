import { createHash } from 'node:crypto';
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

/** SHA-256 of the UTF-8 text exactly as the offsets count it, in hexadecimal (model.md, rule 1). */
export const sha256Of = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Records documents; their metadata may be revised. @throws SaysoError BAD_USER_INPUT */
export async function saveDocuments(writer: ChangeWriter, rows: DocumentRow[]): Promise<Reconciled<DocumentRow>> {
  for (const row of rows) {
    if (row.url !== null && row.id !== documentId(row.url)) {
      throw badInput(`document ${row.id}: with this url its id is ${documentId(row.url)}.`, 'id');
    }
  }
  const present = await writer.read(presentDocuments, { ids: rows.map((row) => row.id) });
  const held = new Set(present.filter(({ row }) => row.availability === 'HELD').map(({ id }) => id));
  return reconcile(
    writer,
    {
      name: 'document',
      present: presentDocuments,
      record: recordDocuments,
      revisable: ['otherUrls', 'title', 'docType', 'language', 'availability'],
    },
    // A text that was attached since is no difference.
    rows.map((row) => (held.has(row.id) ? { ...row, availability: 'HELD' as const } : row)),
  );
}

/** Records versions. A text that was attached since is no difference. @throws SaysoError BAD_USER_INPUT */
export async function saveVersions(writer: ChangeWriter, rows: VersionRow[]): Promise<Reconciled<VersionRow>> {
  for (const row of rows) checkVersion(row);
  const attached = new Map<string, VersionRow>();
  for (const { id, row } of await writer.read(presentVersions, { ids: rows.map((row) => row.id) })) {
    if (row.availability === 'HELD') attached.set(id, row);
  }
  const inOrder = rows
    .map((row) => {
      const held = attached.get(row.id);
      if (!held || row.availability === 'HELD') return row;
      return { ...row, text: held.text, textAccess: held.textAccess, availability: held.availability };
    })
    .sort((one, other) => one.seq - other.seq);
  const saved = await reconcile(
    writer,
    { name: 'version', present: presentVersions, record: recordVersions, revisable: [] },
    inOrder,
  );
  await writer.link(
    recordRevisionsOf,
    saved.recorded.filter((row) => row.revisionOf !== null),
  );
  return saved;
}

function checkVersion(row: VersionRow): void {
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
