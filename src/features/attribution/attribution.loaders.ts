import type { Reader } from '../../graph/graph';
import { listLoader, nodeLoader, pagedLoader, type At } from '../../graph/loading';
import {
  attributionsByIds,
  attributionsOfVersions,
  attributionsStandingIn,
  chainsOfClaims,
  claimsOfAttributions,
  edgesOfAttributions,
  type AttributionEdges,
  type AttributionNode,
  type ChainArgs,
  type ChainParts,
  type ChainRow,
  type ClaimOfAttribution,
} from './attribution.queries';

export function attributionLoaders(reader: Reader) {
  return {
    byId: nodeLoader<AttributionNode>((ids, at) => reader.read(attributionsByIds, { ids, at })),
    ofVersion: pagedLoader<{ at: At; afterId: string; limit: number }, AttributionNode & { parentId: string }>(
      reader,
      attributionsOfVersions,
    ),
    standingIn: pagedLoader<{ at: At; afterId: string; limit: number }, AttributionNode & { parentId: string }>(
      reader,
      attributionsStandingIn,
    ),
    claims: listLoader<{ at: At }, ClaimOfAttribution>((ids, { at }) => reader.read(claimsOfAttributions, { ids, at })),
    edges: listLoader<{ at: At }, AttributionEdges>((ids, { at }) => reader.read(edgesOfAttributions, { ids, at })),
    chainsOfClaim: pagedLoader<ChainArgs & ChainParts, ChainRow>(reader, chainsOfClaims),
  };
}
