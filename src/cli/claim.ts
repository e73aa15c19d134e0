import type { Command } from 'commander';
import type { Config } from '../config';
import { StartUpFault } from '../errors';
import type { ShownChain, ShownHop } from '../features/claim/shown-chain';
import { wholeClaim, type WholeClaim } from '../features/claim/whole-claim';
import { readLivingServer } from '../local-neo4j/run-state';
import { mostOption } from './most-option';
import { print } from './report';
import { onOneLine } from './table';
import { withContext } from './with-context';
import type { WithGraph } from './with-graph';

/** `sayso claim`. */
export function addClaimCommand(program: Command, config: () => Config, withGraph: WithGraph): void {
  program
    .command('claim')
    .argument('<id>', 'the id of the claim: clm_…, as `sayso search` shows it')
    .addOption(mostOption('how many chains, contradictions and reviews at most'))
    .option('--json', 'all of it as one object of JSON')
    .description('Shows a claim: its origins, each chain drawn, who says otherwise, and the reviews.')
    .action((id: string, { most, json }: { most: number; json?: boolean }) =>
      withContext(config(), withGraph, async (context) => {
        const claim = await wholeClaim(context, id, most);
        if (!claim) throw new StartUpFault(`There is no claim ${id}.`, 'Find its id with `sayso search <words>`.');
        const server = readLivingServer(config().dataDir);
        const page = server && `${server.url}/claims/${claim.id}`;
        print(json ? JSON.stringify(claim) : drawing(claim, most, page));
      }),
    );
}

/** The claim for a terminal. `page` is where a browser shows it; null where no server runs. */
function drawing(claim: WholeClaim, most: number, page: string | null): string {
  const { origins, chains, contradictions, reviews, cut } = claim;
  const more = (list: WholeClaim['cut'][number]) => (cut.includes(list) ? [`  … and more than these ${most}.`] : []);
  const known = [
    ...(origins.unnamed > 0 ? [`${origins.unnamed} unnamed`] : []),
    ...(origins.unknown > 0 ? [`${origins.unknown} not stated besides`] : []),
  ].join(', ');
  const lines = [
    claim.text,
    `${claim.id} · ${claim.type} · ${claim.reviewState}`,
    ...(page === null ? [] : [page]),
    `${counted(origins.distinctKnown, 'distinct known origin')}${known && ` (${known})`}, ${counted(origins.chains, 'chain')} in ${counted(origins.documents, 'document')}`,
    ...chains.flatMap((chain) => ['', ...chainLines(chain)]),
    ...(chains.length === 0 ? ['', 'No confirmed chain of attribution leads to it.'] : more('chains')),
  ];
  if (contradictions.length > 0) {
    lines.push('', 'Contradicted by');
    for (const { types, rationale, claim: other } of contradictions) {
      lines.push(`  ${other.text}${types.length > 0 ? ` (${types.join(', ')})` : ''}`, `    ${other.id}`);
      if (rationale) lines.push(`    ${rationale}`);
    }
    lines.push(...more('contradictions'));
  }
  if (reviews.length > 0) {
    lines.push('', 'Reviewed by');
    for (const { author, rating, datePublished, claimRevision, url } of reviews) {
      const { alternateName, ratingValue, worstRating, bestRating } = rating ?? {};
      const scale = ratingValue == null ? '' : ` (${ratingValue} on ${worstRating ?? '?'}–${bestRating ?? '?'})`;
      const old = claimRevision !== null && claimRevision !== claim.revision ? ', of a former wording' : '';
      const date = datePublished ? `, ${day(datePublished)}` : '';
      lines.push(`  ${author ?? 'somebody'}: ${alternateName ?? 'no verdict in words'}${scale}${date}${old}`);
      if (url) lines.push(`    ${url}`);
    }
    lines.push(...more('reviews'));
  }
  return lines.map(onOneLine).join('\n');
}

function chainLines({ text, document, hops, polarity, presupposed, inLatestVersion }: ShownChain): string[] {
  const notes = [
    ...(polarity === 'DENIED' ? ['denies it'] : []),
    ...(presupposed ? ['takes it for granted'] : []),
    ...(inLatestVersion ? [] : ['not in the latest version']),
  ];
  const date = document.publishedAt ?? document.modifiedAt;
  const published = date ? `, ${day(date)}` : '';
  const version = document.version === null ? '' : `, version ${document.version}`;
  const names = hops.map(({ agent }, i) => `${i === 0 ? '' : `${'  '.repeat(i - 1)}└ `}${agent ?? 'not stated'}`);
  const width = Math.max(...names.map((name) => name.length));
  return [
    `${text}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`,
    `  in ${document.title ?? document.url ?? document.id}${version}${published}`,
    ...hops.map((hop, i) => `    ${(names[i] ?? '').padEnd(width)}  ${hopText(hop)}`.trimEnd()),
  ];
}

function hopText({ role, disclosure, places }: ShownHop): string {
  const where = places
    .map(({ role, start, end }) => `${role} ${start === null ? 'lost' : `${start}–${end}`}`)
    .join(', ');
  return [role.toLowerCase().padEnd(6), (disclosure ?? '').padEnd(12), where].join('  ');
}

const counted = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
const day = (date: Date) => date.toISOString().slice(0, 10);
