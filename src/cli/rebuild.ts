import type { Command } from 'commander';
import type { Config } from '../config';
import { StartUpFault } from '../errors';
import { rebuild } from '../features/derived/rebuild.service';
import { progressReport } from './progress-report';
import { print, remark } from './report';
import type { WithGraph } from './with-graph';

/** `sayso rebuild`. */
export function addRebuildCommand(program: Command, config: () => Config, withGraph: WithGraph): void {
  program
    .command('rebuild')
    .option('--check', 'tell what differs and write nothing; exit code 1 where anything does')
    .description('Derives anew what the graph keeps for speed: who stands in a chain, how many origins, plain edges.')
    .action(({ check = false }: { check?: boolean }) =>
      withGraph(config(), remark, async (graph) => {
        const progress = progressReport(null, 'claims and documents');
        const { claims, documents, differing, examples } = await rebuild(graph, {
          check,
          onBatch: (more) => progress.advance(more, more),
        }).finally(() => progress.stop());
        for (const line of examples) print(line);
        if (check && differing > 0) {
          throw new StartUpFault(
            `${differing} of ${claims + documents} claims and documents have something derived that is not as it should be.`,
            'Run `sayso rebuild` to mend them. Writing keeps it right, so tell us how it came about.',
          );
        }
        print(`${claims} claims and ${documents} documents looked at, ${differing} mended.`);
      }),
    );
}
