import type { Reader } from '../../graph/graph';
import { listLoader, nodeLoader, pagedLoader, placeBefore, type At, type ListQuery } from '../../graph/loading';
import type { Page } from '../../graph/page';
import { anyWord, searchWindow } from '../../graph/search-text';
import {
  claimList,
  claimListAt,
  claimListByOrigins,
  claimListOfAgent,
  claimsByIds,
  claimSearch,
  claimsOfAgents,
  claimsOfDocuments,
  claimsOnceOfAgents,
  eventsOfClaims,
  quantitiesOfClaims,
  type AgentClaimArgs,
  type AgentClaimRow,
  type ClaimMatch,
  type ClaimNode,
  type EventNode,
  type QuantityNode,
} from './claim.queries';

export function claimLoaders(reader: Reader) {
  return {
    byId: nodeLoader<ClaimNode>((ids, at) => reader.read(claimsByIds, { ids, at })),
    ofAgent: pagedLoader<AgentClaimArgs, AgentClaimRow>(reader, claimsOfAgents, claimsOnceOfAgents),
    ofDocument: pagedLoader<{ at: At; afterId: string; limit: number }, ClaimNode & { parentId: string }>(
      reader,
      claimsOfDocuments,
    ),
    quantities: listLoader<{ at: At }, QuantityNode>((ids, { at }) => reader.read(quantitiesOfClaims, { ids, at })),
    events: listLoader<{ at: At }, EventNode>((ids, { at }) => reader.read(eventsOfClaims, { ids, at })),
  };
}

/** Without a moment by the index that knows states; at a moment by the one that does not. */
export function listClaims(match: ClaimMatch, page: Page, at: At): ListQuery<ClaimNode> {
  const params = { ...match, ...placeBefore(page, at), limit: page.first + 1 };
  return at === null ? { query: claimList, params } : { query: claimListAt, params: { ...params, at } };
}

export function listClaimsByOrigins(match: ClaimMatch, page: Page, at: At) {
  const [count, id] = page.after ?? [Number.MAX_SAFE_INTEGER, '\uffff'];
  return {
    query: claimListByOrigins,
    params: { ...match, beforeCount: count as number, beforeId: id as string, at, limit: page.first + 1 },
  };
}

/** In the order of the agent's own index: with a popular agent, going through all claims would look at most in vain. */
export function listClaimsOfAgent(match: ClaimMatch, page: Page, at: At) {
  const chainAgent = match.agent ?? match.outlet ?? '';
  return {
    query: claimListOfAgent,
    params: {
      ...match,
      ...placeBefore(page, at),
      chainAgent,
      atDepth: match.agent === null ? 0 : null,
      limit: page.first + 1,
    },
  };
}

/** Null where the text has no word to look for. */
export function searchForClaims(sought: string, match: ClaimMatch, page: Page) {
  const text = anyWord(sought);
  const [score, id] = page.after ?? [Number.MAX_VALUE, ''];
  if (text === null) return null;
  return {
    query: claimSearch,
    params: {
      ...match,
      text,
      window: searchWindow,
      belowScore: score as number,
      afterId: id as string,
      limit: page.first + 1,
    },
  };
}
