import type { Config } from '../config';
import { createContext, type Context } from '../context';
import { sealingKeyOf, sealingWith } from '../features/principal/sealing';
import { remark } from './report';
import type { WithGraph } from './with-graph';

/** Runs a command that reads as the API does: with its loaders, and as nobody in particular. */
export function withContext<T>(
  config: Config,
  withGraph: WithGraph,
  run: (context: Context) => Promise<T>,
): Promise<T> {
  return withGraph(config, remark, (graph) =>
    run(createContext({ graph, viewer: null, sealing: sealingWith(sealingKeyOf(config)) })),
  );
}
