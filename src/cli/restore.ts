import type { Command } from 'commander';
import type { Config } from '../config';
import { StartUpFault } from '../errors';
import { checkDump, restore } from '../features/dump/restore.service';
import { untilInterrupted } from './interrupt';
import { progressReport } from './progress-report';
import { print, remark } from './report';
import type { WithGraph } from './with-graph';

/** `sayso restore`. */
export function addRestoreCommand(program: Command, config: () => Config, withGraph: WithGraph): void {
  program
    .command('restore')
    .argument('<file>', 'what `sayso dump` has written')
    .description('Fills an empty database with a dump (docs/dump.md). Stop the server that uses it first.')
    .action(async (file: string) => {
      remark(`Looking at every byte of ${file}.`);
      const checked = checkDump(file);
      await withGraph(
        config(),
        remark,
        async (graph) => {
          const progress = progressReport(2 * checked.nodes, 'nodes');
          let claims = false;
          const result = await untilInterrupted((signal) =>
            restore(graph, checked, {
              signal,
              onPart: (nodes) => progress.advance(nodes, nodes),
              onClaims: () => {
                if (!claims) remark('Deriving who stands in which chain.');
                claims = true;
              },
            }),
          ).finally(() => progress.stop());
          if (result.stopped) throw new StartUpFault('Ended.', 'Run the same command again to go on.');
          for (const line of result.otherwise) remark(`Derived anew, otherwise than it was: ${line}.`);
          print(`The database has everything up to change ${result.seq}.`);
        },
        { evenHalfRestored: true },
      );
    });
}
