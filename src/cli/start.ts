import type { Command } from 'commander';
import { main } from '../main';
import { startOptions } from './start-options';

/** `sayso start`: what `npm start` does, with its options. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('Starts Sayso as `npm start` does, with the same options (sayso start --help).')
    .helpOption(false)
    .allowUnknownOption()
    .argument('[options...]')
    .usage('[options]')
    .action((options: string[]) => {
      const { dataDir } = program.opts<{ dataDir?: string }>();
      const argv = [...(dataDir === undefined ? [] : ['--data-dir', dataDir]), ...options];
      if (startOptions(argv, process.env, 'sayso start') !== null) return main(argv);
      // It asked for help, or was a wrong call and has been told so.
      if (process.exitCode) process.exitCode = 2;
      return;
    });
}
