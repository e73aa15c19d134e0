import type { Reader } from '../../graph/graph';
import { nodeLoader } from '../../graph/loading';
import { utterancesByIds, type UtteranceNode } from './utterance.queries';

export function utteranceLoaders(reader: Reader) {
  return { byId: nodeLoader<UtteranceNode>((ids, at) => reader.read(utterancesByIds, { ids, at })) };
}
