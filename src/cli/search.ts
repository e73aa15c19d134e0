import type { Command } from 'commander';
import type { Config } from '../config';
import { toMatch } from '../features/claim/claim.input';
import { searchForClaims } from '../features/claim/claim.loaders';
import { mostOption } from './most-option';
import { print, remark } from './report';
import { onOneLine, table } from './table';
import { withContext } from './with-context';
import type { WithGraph } from './with-graph';

/** `sayso search`. */
export function addSearchCommand(program: Command, config: () => Config, withGraph: WithGraph): void {
  program
    .command('search')
    .argument('<words...>', 'words of the claim, in any order; English ones are found by their stem')
    .addOption(mostOption('how many claims at most'))
    .option('--json', 'a line of JSON for each claim')
    .description('Finds confirmed claims by their words, the best matching first.')
    .addHelpText(
      'after',
      '\nA table on a terminal; in a pipe a line for each claim: id, origins, type, text, split by tabs.',
    )
    .action((words: string[], { most, json }: { most: number; json?: boolean }) =>
      withContext(config(), withGraph, async ({ reader }) => {
        const search = searchForClaims(words.join(' '), toMatch(null), { first: most, after: null });
        const found = search === null ? [] : await reader.read(search.query, search.params);
        const claims = found
          .slice(0, most)
          .map(({ id, originCount, type, text, score }) => ({ id, origins: originCount, type, text, score }));
        if (json) claims.forEach((claim) => print(JSON.stringify(claim)));
        else if (claims.length > 0)
          print(lines(claims.map((one) => [one.id, `${one.origins}`, one.type, onOneLine(one.text)])));
        if (claims.length === 0) remark('No confirmed claim has any of these words.');
        if (found.length > most) remark(`There are more: --most shows up to 100.`);
      }),
    );
}

const lines = (rows: string[][]): string =>
  process.stdout.isTTY ? table(['id', 'origins', 'type', 'claim'], rows) : rows.map((row) => row.join('\t')).join('\n');
