import type { Reader } from '../../graph/graph';
import { listLoader, nodeLoader, pagedLoader, placeBefore, type At } from '../../graph/loading';
import type { Page } from '../../graph/page';
import { allWords, searchWindow } from '../../graph/search-text';
import {
  affiliationsOfAgents,
  agentList,
  agentsAtOriginOfClaims,
  agentsByIds,
  agentsOnceAtOriginOfClaims,
  agentSearch,
  documentOfUnnamed,
  sealedNotes,
  type AgentBelow,
  type AgentMatch,
  type AgentNode,
  type AtOriginArgs,
} from './agent.queries';

export function agentLoaders(reader: Reader) {
  return {
    byId: nodeLoader<AgentNode>((ids, at) => reader.read(agentsByIds, { ids, at })),
    atOriginOfClaim: pagedLoader<AtOriginArgs, AgentBelow>(reader, agentsAtOriginOfClaims, agentsOnceAtOriginOfClaims),
    affiliations: listLoader<{ at: At }, AgentBelow>((ids, { at }) => reader.read(affiliationsOfAgents, { ids, at })),
    sealedNote: listLoader<{ at: At }, { parentId: string; sealedNote: string }>((ids, { at }) =>
      reader.read(sealedNotes, { ids, at }),
    ),
    documentOfUnnamed: listLoader<{ at: At }, { parentId: string; id: string }>((ids, { at }) =>
      reader.read(documentOfUnnamed, { ids, at }),
    ),
  };
}

/** One row more than the page has, newest first. */
export const listAgents = (match: AgentMatch, page: Page, at: At) => ({
  query: agentList,
  params: { ...match, ...placeBefore(page, at), at, limit: page.first + 1 },
});

/** One row more than the page has, best match first. Null where there is no word to look for. */
export function searchAgents(name: string, match: AgentMatch, page: Page, at: At) {
  const text = allWords(name);
  const [score, id] = page.after ?? [Number.MAX_VALUE, ''];
  if (text === null) return null;
  return {
    query: agentSearch,
    params: {
      ...match,
      text,
      window: searchWindow,
      belowScore: score as number,
      afterId: id as string,
      at,
      limit: page.first + 1,
    },
  };
}
