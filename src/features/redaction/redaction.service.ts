import { refuse } from '../../errors';
import { kindOf, type Identified } from '../../identity';
import { redactNodes } from '../change-set/change-set.queries';
import type { ChangeWriter } from '../change-set/change-set.service';
import { wordsOfVersion } from '../document/document.queries';
import { need, type Viewer } from '../principal/viewer';

export interface Redaction {
  id: string;
  properties: string[];
}

/** What may be removed for the law's sake. What must be there says that it was removed; the rest is gone. */
const removable: Partial<Record<Identified, Record<string, string | null>>> = {
  Agent: { name: '[redacted]', aliases: null, descriptor: null, anonymityReason: null, sealedNote: null },
  Attribution: { cue: null, describedAs: null, medium: null, setting: null, note: null },
  ChangeSet: { reason: null },
  Claim: { text: '[redacted]' },
  ClaimRelation: { rationale: null },
  CorrectionNotice: { text: null },
  Document: { title: null, url: null, otherUrls: null },
  DocumentVersion: { text: null },
  Join: { rationale: null },
  Review: { url: null, raw: null, claimReviewed: null },
  TextSpan: { exact: null, prefix: null, suffix: null },
};

/**
 * Removes properties of a node, from what it was in Revisions too, and with a version's text the words of its spans. The
 * one exception to "nothing is deleted"; the change set says that it happened, not what was there.
 */
export async function redact(writer: ChangeWriter, { id, properties }: Redaction, viewer: Viewer): Promise<string> {
  need(viewer, 'ADMIN');
  const kind = kindOf(id);
  const may = kind === null ? undefined : removable[kind];
  if (!may) throw refuse('INVALID_INPUT', 'id: nothing of this kind can be redacted.', 'id');
  const unknown = properties.find((name) => !(name in may));
  if (unknown !== undefined || properties.length === 0) {
    throw refuse(
      'INVALID_INPUT',
      `properties: of a ${kind}, ${Object.keys(may).join(', ')} can be removed.`,
      'properties',
    );
  }
  const blank = Object.fromEntries(properties.map((name) => [name, name === 'aliases' ? [] : (may[name] ?? null)]));
  // The hash of a few words tells them to whoever tries a list of names.
  if (kind === 'TextSpan' && 'exact' in blank) blank.exactSha256 = null;
  if (kind === 'DocumentVersion') Object.assign(blank, { availability: 'SEEN_NOT_HELD', textAccess: null });
  const found = await writer.record(redactNodes, [{ id, blank }]);
  if (found.length === 0) throw refuse('NOT_FOUND', `id: nothing has the id ${id}.`, 'id');
  if (kind === 'DocumentVersion') {
    const words = await writer.read(wordsOfVersion, { id });
    await writer.record(
      redactNodes,
      words.map((span) => ({ id: span.id, blank: { exact: null, exactSha256: null, prefix: null, suffix: null } })),
    );
  }
  return id;
}
