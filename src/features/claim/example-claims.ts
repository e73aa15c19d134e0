import type { Context } from '../../context';
import { toChainMatch } from '../attribution/attribution.input';
import { chainsByName } from '../attribution/chain-parts';
import { toChain } from '../attribution/attribution-chain.type';
import { toMatch } from './claim.input';
import { listClaimsByOrigins } from './claim.loaders';

const wanted = 3;

/** Three claims to begin with, each with one of its chains: those named, or else those with most distinct origins. */
export async function exampleClaims(
  { loaders, reader }: Context,
  named: { id: string; madeUp: boolean }[],
): Promise<{ id: string; text: string; chain: string | null; madeUp: boolean }[]> {
  const known = await Promise.all(named.map(({ id }) => loaders.claim.byId.load({ id, at: null })));
  let claims = known.filter((row) => row !== null).slice(0, wanted);
  if (claims.length < wanted) {
    const list = listClaimsByOrigins(toMatch(null), { first: wanted + claims.length, after: null }, null);
    const others = await reader.read(list.query, list.params);
    claims = [...new Map([...claims, ...others].map((row) => [row.id, row])).values()].slice(0, wanted);
  }
  return Promise.all(
    claims.map(async ({ id, text }) => {
      const key = { id, at: null, ...toChainMatch(null), ...chainsByName, afterKey: '', limit: 1 };
      const [row] = await loaders.attribution.chainsOfClaim.rows.load(key);
      const madeUp = named.some((one) => one.id === id && one.madeUp);
      return { id, text, chain: row ? toChain(row, { id, at: null }, chainsByName).text : null, madeUp };
    }),
  );
}
