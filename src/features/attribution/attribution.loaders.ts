import type { Reader } from '../../graph/graph';
import { listLoader, nodeLoader, pagedLoader, type At } from '../../graph/loading';
import {
  attributionsByIds,
  attributionsOfVersions,
  chainsOfClaims,
  edgesOfAttributions,
  type AttributionEdges,
  type AttributionNode,
  type ChainArgs,
  type ChainRow,
} from './attribution.queries';

export function attributionLoaders(reader: Reader) {
  return {
    byId: nodeLoader<AttributionNode>((ids, at) => reader.read(attributionsByIds, { ids, at })),
    ofVersion: pagedLoader<{ at: At; afterId: string; limit: number }, AttributionNode & { parentId: string }>(
      reader,
      attributionsOfVersions,
    ),
    edges: listLoader<{ at: At }, AttributionEdges>((ids, { at }) => reader.read(edgesOfAttributions, { ids, at })),
    chainsOfClaim: pagedLoader<ChainArgs, ChainRow>(reader, chainsOfClaims),
  };
}
