import type { Reader } from '../../graph/graph';
import { listLoader, type At, type Key } from '../../graph/loading';
import { originChains } from './origin.queries';
import { takeTurn } from '../../turns';
import { summarise, type OriginChain, type Origins } from './origin.rules';

export function originLoaders(reader: Reader) {
  const chains = listLoader<{ at: At }, OriginChain & { parentId: string }>((ids, { at }) =>
    reader.read(originChains, { ids, at }),
  );
  const ofClaim = {
    load: async (key: Key): Promise<Origins> => {
      const rows = await chains.load(key);
      await takeTurn(rows.length);
      return summarise(rows);
    },
  };
  return { ofClaim };
}
