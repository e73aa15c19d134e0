import type { GraphQLResolveInfo } from 'graphql';
import { namesBelow } from '../../api/look-ahead';
import type { ChainParts } from './attribution.queries';

export const wholeChains: ChainParts = { withAttributions: true, withAgents: true, withSpans: true, withLatest: true };
export const chainsByName: ChainParts = {
  withAttributions: false,
  withAgents: false,
  withSpans: false,
  withLatest: false,
};

const ofAgentAlways = new Set(['__typename', 'id', 'name']);

/** What the chains below the field that is being resolved are wanted with. */
export function chainPartsOf(info: GraphQLResolveInfo): ChainParts {
  const all = namesBelow(info);
  return {
    withAttributions: all.has('attribution'),
    withAgents: [...namesBelow(info, 'agent')].some((name) => !ofAgentAlways.has(name)),
    withSpans: all.has('spans'),
    withLatest: all.has('inLatestVersion'),
  };
}
