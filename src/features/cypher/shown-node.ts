import type { PlainNode } from '../../graph/research';
import { protectedLabels, protectedProperties, textOfVersion, wordsOfSpan } from './protected-names';

/**
 * What an answer shows of a whole node. Whether a span's words are for everybody stands on its version and not on
 * itself: a whole span has none of them, and `span.exact` tells.
 */
export function shownNode({ elementId, labels, properties }: PlainNode): PlainNode {
  if (labels.some((label) => protectedLabels.includes(label))) return { elementId, labels, properties: {} };
  const hidden = new Set(protectedProperties);
  if (labels.includes('TextSpan') || labels.includes('Revision')) wordsOfSpan.forEach((name) => hidden.add(name));
  const isVersion =
    labels.includes('DocumentVersion') || (labels.includes('Revision') && 'contentSha256' in properties);
  if (isVersion && (properties.textAccess !== 'PUBLIC' || labels.includes('Revision'))) hidden.add(textOfVersion);
  return {
    elementId,
    labels,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !hidden.has(name))),
  };
}
