import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { readConfig, type Config } from '../config';
import { attachTextCommand } from './attach-text';
import { addCypherCommand } from './cypher';
import { addClaimCommand } from './claim';
import { addDumpCommand } from './dump';
import { addExportCommand } from './export';
import { addImportCommand } from './import';
import { addKeysCommands } from './keys';
import { migrateCommand } from './migrate';
import { addRebuildCommand } from './rebuild';
import { print, reportFault } from './report';
import { addRestoreCommand } from './restore';
import { schemaCommand } from './schema';
import { addSearchCommand } from './search';
import { seedCommand } from './seed';
import { addStartCommand } from './start';
import { addStatusCommand } from './status';
import { stop } from './stop';
import { addWebhooksCommands } from './webhooks';
import { withGraph } from './with-graph';

/** The command `sayso`. Sets the exit code: 0, 1 for a fault that the user can mend, 2 for a wrong call, 70 for ours. */
export async function runCli(argv: string[]): Promise<void> {
  const program = new Command('sayso')
    .description('Sayso: who says so, through whom, and who says otherwise.')
    .option('--data-dir <folder>', 'the data folder (SAYSO_DATA_DIR, .sayso)')
    .exitOverride()
    .showHelpAfterError('(add --help for the options)');
  const config = (): Config => {
    const { dataDir } = program.opts<{ dataDir?: string }>();
    return readConfig({ ...process.env, ...(dataDir === undefined ? {} : { SAYSO_DATA_DIR: dataDir }) });
  };
  program
    .command('seed')
    .argument('[folders...]', 'data sets; the shipped ones where none is given')
    .description('Records data sets, and what is new or revised in them when they were recorded before.')
    .action((folders: string[]) => seedCommand(config(), folders));
  program
    .command('attach-text')
    .argument('<document>', 'the id of the document: doc_…')
    .argument('<file>', 'its text, UTF-8, exactly as it was read')
    .option('--version-id <id>', 'the version that it is the text of; by default the one whose hash it has')
    .option('--public', 'the text may be shown to everybody; by default to members only')
    .description('Gives a document the text that it was read from, after checking its hash and every span.')
    .action((document: string, file: string, options: { versionId?: string; public?: boolean }) =>
      attachTextCommand(config(), document, file, options),
    );
  program
    .command('migrate')
    .description("Brings the database's schema up to date.")
    .action(() => migrateCommand(config()));
  program
    .command('schema')
    .description('Writes schema/schema.graphql from the code.')
    .option('--check', 'write nothing; fail where the file is not what the code gives')
    .action((options: { check?: boolean }) => schemaCommand(options));
  program
    .command('stop')
    .description('Stops the server and the Neo4j of the data folder.')
    .action(() => stop(config(), print));
  addStartCommand(program);
  addStatusCommand(program, config);
  addSearchCommand(program, config, withGraph);
  addClaimCommand(program, config, withGraph);
  addImportCommand(program, config, withGraph);
  addDumpCommand(program, config, withGraph);
  addExportCommand(program, config, withGraph);
  addRestoreCommand(program, config, withGraph);
  addRebuildCommand(program, config, withGraph);
  addKeysCommands(program, config, withGraph);
  addWebhooksCommands(program, config, withGraph);
  addCypherCommand(program, config);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : reportFault(error);
  }
}
