import type { Command } from 'commander';
import type { Config } from '../config';
import { StartUpFault } from '../errors';
import { dump, partialOf } from '../features/dump/dump.service';
import { aboutHowMany } from '../graph/whole-graph';
import { untilInterrupted } from './interrupt';
import { progressReport } from './progress-report';
import { print, remark } from './report';
import type { WithGraph } from './with-graph';

/** `sayso dump`. */
export function addDumpCommand(program: Command, config: () => Config, withGraph: WithGraph): void {
  program
    .command('dump')
    .argument('<file>', 'the file to write; it must not be there yet')
    .description('Writes the whole graph with its history to one file, while people go on writing (docs/dump.md).')
    .action((file: string) =>
      withGraph(config(), remark, async (graph) => {
        const progress = progressReport(await aboutHowMany(graph), 'nodes');
        const result = await untilInterrupted((signal) =>
          dump(graph, file, { signal, onPart: (nodes) => progress.advance(nodes, nodes) }),
        ).finally(() => progress.stop());
        const size = `${result.nodes.toLocaleString('en')} nodes, ${result.bytes.toLocaleString('en')} bytes`;
        if (result.stopped) {
          throw new StartUpFault(`Ended; ${size} are in ${partialOf(file)}.`, 'Run the same command again to go on.');
        }
        if (result.strangers > 0) remark(`${result.strangers} nodes are none of Sayso's, and not in it.`);
        print(`${file} has everything up to change ${result.seq}: ${size}.`);
      }),
    );
}
