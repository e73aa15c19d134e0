import { badInput, refuse } from '../../errors';
import type { Graph } from '../../graph/graph';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId, newId } from '../../identity';
import { commitChange, type ChangeRequest, type ChangeWriter } from '../change-set/change-set.service';
import { quoteAt } from '../span/locate';
import { quoteSpans, spansOfVersion, type PlacedSpan } from '../span/span.queries';
import { attachableVersions } from './document.queries';
import { sha256Of } from '../../sha256';

export interface AttachedText {
  version: string;
  seq: number;
  spans: number;
  /** False where the text was held already. */
  changed: boolean;
}

/**
 * Gives a version the text that it was read from, after checking the text's hash and the words of every span. Without
 * `version`, the latest version that can have it. Nothing is written where something differs.
 * @throws SaysoError BAD_USER_INPUT that says what differs first, and where.
 */
export async function attachText(
  graph: Graph,
  input: AttachTextInput,
  principal: ChangeRequest['principal'],
): Promise<AttachedText> {
  const request = {
    principal,
    op: 'ATTACH' as const,
    key: `attach:${newId('ChangeSet')}`,
    input: { ...input, text: sha256Of(input.text) },
  };
  return (await commitChange(graph, request, (writer) => saveText(writer, input))).value;
}

export interface AttachTextInput {
  document: string;
  version?: string | null;
  text: string;
  textAccess: ValueOf<'TextAccess'>;
}

/** The same within a change set. */
export async function saveText(
  writer: ChangeWriter,
  { document, version, text, textAccess }: AttachTextInput,
): Promise<AttachedText> {
  checkId(document, 'Document', 'document');
  await writer.lock([document]);
  const versions = await writer.read(attachableVersions, { id: document });
  if (versions.length === 0) throw refuse('NOT_FOUND', `document: nothing has the id ${document}.`, 'document');
  const sha256 = sha256Of(text);
  const target =
    version != null
      ? versions.find((one) => one.id === checkId(version, 'DocumentVersion', 'version'))
      : (versions.find((one) => one.contentSha256 === sha256) ?? versions.find((one) => one.contentSha256 !== null));
  if (!target) throw refuse('NOT_FOUND', 'version: this document has no version that its hash was kept of.', 'version');
  const spans = await writer.read(spansOfVersion, { id: target.id });
  // A version recorded without a hash takes the text that bears out every span.
  const differs = target.contentSha256 !== null && target.contentSha256 !== sha256;
  if (differs || spans.some((span) => !bearsOut(text, span))) {
    throw badInput(differenceOf(text, spans, target.contentSha256), 'text');
  }
  const held = { version: target.id, seq: target.seq, spans: spans.length };
  if (target.availability === 'HELD') return { ...held, changed: false };

  await writer.revise([{ id: target.id, after: { text, contentSha256: sha256, availability: 'HELD', textAccess } }]);
  if (target.documentAvailability !== 'HELD') await writer.revise([{ id: document, after: { availability: 'HELD' } }]);
  const placed = spans.filter(
    (span): span is PlacedSpan & { start: number; end: number } => span.start !== null && span.end !== null,
  );
  await writer.record(
    quoteSpans,
    placed.map(({ id, start, end }) => ({ id, ...quoteAt(text, start, end) })),
  );
  return { ...held, changed: true };
}

/** An orphan stands nowhere, so there is nothing to check. */
function bearsOut(text: string, { start, end, exactSha256 }: PlacedSpan): boolean {
  return start === null || end === null || exactSha256 === null || sha256Of(text.slice(start, end)) === exactSha256;
}

/**
 * Where a text differs first from the one that was read. That one is not held, so the spans tell: the difference lies
 * between the end of the last span that fits and the end of the first that does not.
 */
function differenceOf(text: string, spans: PlacedSpan[], expected: string | null): string {
  const hint = [
    ['with line ends as LF instead of CR LF', text.replaceAll('\r\n', '\n')],
    ['without the line end at its end', text.replace(/\r?\n$/, '')],
    ['without the byte order mark at its start', text.replace(/^\uFEFF/, '')],
  ].find(([, mended]) => mended !== text && sha256Of(mended as string) === expected)?.[0];
  if (hint) return `The text differs from the one that was read, and is the same ${hint}. Save it so and try again.`;
  const wrong = spans.find((span) => !bearsOut(text, span));
  const hashes = `SHA-256 ${sha256Of(text)}, expected ${expected}`;
  if (!wrong) {
    return `The text differs from the one that was read, outside every span that was kept of it (${text.length} code units; ${hashes}).`;
  }
  const fitting = spans.filter((span) => (span.end ?? 0) <= (wrong.end ?? 0) && bearsOut(text, span));
  const from = Math.max(0, ...fitting.map((span) => span.end ?? 0));
  return (
    `The text differs from the one that was read, first between ${from} and ${wrong.end}: the ${wrong.role} at ` +
    `[${wrong.start}, ${wrong.end}) has other words (${hashes}).`
  );
}
