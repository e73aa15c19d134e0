import { badInput, refuse } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { canonicalUrl, checkId, documentId, newId, versionId } from '../../identity';
import { sha256Of } from '../../sha256';
import { newAgentRow, type NewAgent } from '../agent/agent.write';
import { saveAgents } from '../agent/agent.service';
import { carryOn } from '../attribution/carry-on';
import { absentIds } from '../change-set/change-set.queries';
import type { ChangeWriter } from '../change-set/change-set.service';
import { guard } from '../change-set/guard';
import { may, type Viewer } from '../principal/viewer';
import { presentDocuments, versionsLatestFirst, type DocumentRow, type VersionRow } from './document.queries';
import { saveDocuments, saveVersions } from './document.service';

export interface NewDocument {
  url?: string | null;
  title?: string | null;
  docType?: string | null;
  language?: string | null;
  publisher?: string | null;
  newPublisher?: NewAgent | null;
  authors?: string[] | null;
  text?: string | null;
  textAccess?: ValueOf<'TextAccess'> | null;
  publishedAt?: Date | null;
  modifiedAt?: Date | null;
  retrievedAt?: Date | null;
  availability?: ValueOf<'Availability'> | null;
  /** The document that this is a version of, where it has no address. */
  document?: string | null;
}

export const longestText = 200_000;

/**
 * Records a document with a version, or another version of a document that is there. The same text again is no change.
 * A new version carries on each attribution whose words it still has (model.md, rule 11).
 */
export async function recordDocument(writer: ChangeWriter, input: NewDocument, viewer: Viewer): Promise<string> {
  if (input.publisher != null && input.newPublisher != null) {
    throw badInput('publisher: give an id or a new one, not both.', 'publisher');
  }
  if (input.text != null && (input.text === '' || input.text.length > longestText)) {
    throw badInput(`text: 1 to ${longestText} UTF-16 code units.`, 'text');
  }
  const url = input.url == null ? null : canonicalUrl(input.url);
  if (url !== null && input.document != null)
    throw badInput('document: give its id or its address, not both.', 'document');
  const id =
    input.document != null
      ? checkId(input.document, 'Document', 'document')
      : url === null
        ? newId('Document')
        : documentId(url);
  // Two writers of one new document meet at its constraint; of one that is there, at its lock.
  await writer.lock([id]);
  const [present] = await writer.read(presentDocuments, { ids: [id] });
  if (!present && input.document != null) throw refuse('NOT_FOUND', `document: nothing has the id ${id}.`, 'document');
  if (!present) await saveDocuments(writer, [await newDocumentRow(writer, id, url, input)]);
  else await mendMetadata(writer, present.row, input, viewer);
  await recordVersion(writer, id, input, present?.row ?? null);
  return id;
}

async function newDocumentRow(
  writer: ChangeWriter,
  id: string,
  url: string | null,
  input: NewDocument,
): Promise<DocumentRow> {
  let publisher = input.publisher == null ? null : checkId(input.publisher, 'Agent', 'publisher');
  const authors = [...new Set(input.authors ?? [])].map((author) => checkId(author, 'Agent', 'authors')).sort();
  const referred = [...(publisher ? [publisher] : []), ...authors];
  const [absent] = await writer.read(absentIds, { ids: referred });
  if (absent)
    throw refuse('NOT_FOUND', `Nothing has the id ${absent.id}.`, absent.id === publisher ? 'publisher' : 'authors');
  if (input.newPublisher != null) {
    const row = await newAgentRow(writer, input.newPublisher, 'newPublisher');
    if (row.label === 'UnnamedSource')
      throw badInput('newPublisher: an unnamed source publishes nothing.', 'newPublisher');
    await saveAgents(writer, [row]);
    publisher = row.id;
  }
  return {
    id,
    url,
    otherUrls: [],
    title: input.title?.trim() || null,
    docType: input.docType?.trim() || null,
    language: input.language ?? null,
    availability: input.text != null ? 'HELD' : (input.availability ?? 'SEEN_NOT_HELD'),
    publisher,
    authors,
  };
}

/** What a second record says of a document's metadata revises it, where it says something. */
async function mendMetadata(writer: ChangeWriter, row: DocumentRow, input: NewDocument, viewer: Viewer): Promise<void> {
  if ((input.publisher != null && input.publisher !== row.publisher) || input.newPublisher != null) {
    throw refuse('CONFLICT', 'publisher: the document is recorded under another publisher.', 'publisher');
  }
  const after: DocumentRow = {
    ...row,
    title: input.title?.trim() || row.title,
    docType: input.docType?.trim() || row.docType,
    language: input.language ?? row.language,
    availability: input.text != null ? 'HELD' : row.availability,
  };
  const mends = after.title !== row.title || after.docType !== row.docType || after.language !== row.language;
  if (mends && !may(viewer, 'REVIEWER')) await guard(writer, row.id, viewer, 'title');
  await saveDocuments(writer, [after]);
}

async function recordVersion(
  writer: ChangeWriter,
  document: string,
  input: NewDocument,
  known: DocumentRow | null,
): Promise<void> {
  const [latest] = await writer.read(versionsLatestFirst, { id: document });
  const sha256 = input.text == null ? null : sha256Of(input.text);
  if (latest && (sha256 === null || sha256 === latest.contentSha256)) return;
  const revisionOf = latest?.id ?? null;
  const row: VersionRow = {
    id: sha256 === null ? newId('DocumentVersion') : versionId(document, sha256, revisionOf),
    document,
    seq: (latest?.seq ?? 0) + 1,
    contentSha256: sha256,
    text: input.text ?? null,
    textAccess: input.text == null ? null : (input.textAccess ?? 'MEMBERS'),
    publishedAt: input.publishedAt?.toISOString() ?? null,
    modifiedAt: input.modifiedAt?.toISOString() ?? null,
    retrievedAt: input.retrievedAt?.toISOString() ?? null,
    archivedUrl: null,
    availability: input.text != null ? 'HELD' : (input.availability ?? 'SEEN_NOT_HELD'),
    revisionOf,
  };
  if (row.availability === 'HELD' && row.text === null)
    throw badInput('availability: HELD needs the text.', 'availability');
  await saveVersions(writer, [row]);
  if (known && latest && row.text !== null) await carryOn(writer, latest.id, row.id, row.text);
}
