import type { VersionInShort } from '../features/document/document.queries';
import { html, type Html } from './html';
import { resourceAddress } from './resource-page';
import { time } from './said';

/** What a document's address says of the version that is meant; nothing for the latest. */
export const versionInAddress = (seq: number | null | undefined): { [name: string]: string } =>
  seq == null ? {} : { version: String(seq) };

/** A version of a document in a line, leading to its page. */
export function versionLine(
  document: string,
  {
    seq,
    publishedAt,
    modifiedAt,
    availability,
    textAccess,
  }: Pick<VersionInShort, 'seq' | 'publishedAt' | 'modifiedAt' | 'availability' | 'textAccess'>,
  asOf: Date | null,
): Html {
  const date = publishedAt ?? modifiedAt;
  const address = resourceAddress('documents', document, asOf, undefined, versionInAddress(seq));
  return html`<a href="${address}">Version ${seq}</a>${date && html`, ${time(date)}`}:
    ${availabilityNames[availability]}${availability === 'HELD' && textAccess !== 'PUBLIC' && ', for members'}`;
}
const availabilityNames: Record<VersionInShort['availability'], string> = {
  HELD: 'text held',
  SEEN_NOT_HELD: 'text not held',
  INFERRED: 'text not held, known only from what a later version says',
};
