import { Command } from 'commander';
import { readConfig, type Config } from '../config';

/** The settings of a start: the environment's, with what the command line says instead. Null where it asked for help. */
export function startOptions(
  argv: string[],
  env: NodeJS.ProcessEnv = process.env,
  name = 'npm start --',
): Config | null {
  const command = new Command(name)
    .description('Starts Sayso: its own Neo4j (or the one at NEO4J_URI), the API and the playground.')
    .option('--port <number>', 'where to listen; 0 for any free port (PORT, 4000)')
    .option('--data-dir <folder>', 'where the database and its password are kept (SAYSO_DATA_DIR, .sayso)')
    .option('--no-seed', 'leave an empty database empty (SAYSO_SEED=false)')
    .addHelpText('after', '\nEvery setting is a variable too; docs/settings.md lists them.')
    .exitOverride();
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    const { exitCode } = error as { exitCode: number };
    process.exitCode = exitCode;
    return null;
  }
  const { port, dataDir, seed } = command.opts<{ port?: string; dataDir?: string; seed: boolean }>();
  return readConfig({
    ...env,
    ...(port === undefined ? {} : { PORT: port }),
    ...(dataDir === undefined ? {} : { SAYSO_DATA_DIR: dataDir }),
    ...(seed ? {} : { SAYSO_SEED: 'false' }),
  });
}
