import type { FastifyInstance } from 'fastify';
import type { Context } from '../context';
import { badInput } from '../errors';
import { nodesInDocument, wholeDocument } from '../features/document/whole-document';
import { changesSince } from '../features/feed/changes-since';
import { documentView, type DocumentAsShown } from './document-view';
import {
  resourceAddress,
  resourcePage,
  type QueryValues,
  type Resource,
  type ResourcePageOptions,
  type Shown,
} from './resource-page';
import { versionInAddress } from './version-view';

const documents: Resource<DocumentAsShown> = {
  path: 'documents',
  kind: 'Document',
  noun: 'document',
  forms: [
    { suffix: 'html', type: 'text/html', write: documentView },
    { suffix: 'json', type: 'application/json', write: jsonOf },
  ],
  parameters: ['version'],
  read: readDocument,
};

/** `GET /documents/<id>`: a document with the attributions of a version, their words marked (docs/document-page.md). */
export async function documentPage(app: FastifyInstance, options: ResourcePageOptions): Promise<void> {
  resourcePage(app, options, documents);
}

async function readDocument(
  context: Context,
  id: string,
  asOf: Date | null,
  { version }: QueryValues,
): Promise<Shown<DocumentAsShown>> {
  const seq = version === undefined ? null : readSeq(version);
  const now = await wholeDocument(context, id, seq);
  if (now === null) return null;
  if (now === 'no such version') return { missing: `The document ${id} has no version ${seq}.` };
  if (asOf === null) return { document: now, seq, asOf, since: null };
  const then = await wholeDocument(context, id, seq, asOf);
  if (then === null) return { unknown: asOf };
  if (then === 'no such version') {
    return { missing: `The document ${id} had no version ${seq} at ${asOf.toISOString()}.` };
  }
  return {
    document: then,
    seq,
    asOf,
    since: await changesSince(context, { then, now, nodesIn: nodesInDocument }, asOf),
  };
}

/** @throws SaysoError BAD_USER_INPUT */
function readSeq(given: unknown): number {
  if (typeof given === 'string' && /^[1-9]\d{0,5}$/.test(given)) return Number(given);
  throw badInput('version: a number from 1, as the list of versions has it.', 'version');
}

function jsonOf({ document, seq, asOf, since }: DocumentAsShown): string {
  const more = versionInAddress(seq);
  return JSON.stringify({
    ...{ url: resourceAddress('documents', document.id, null, undefined, more), asOf, since, document },
  });
}
