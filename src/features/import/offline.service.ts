import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SaysoError } from '../../errors';
import { newId } from '../../identity';
import { sha256Of } from '../../sha256';
import { standsOf, summarise, type OriginChain } from '../origin/origin.rules';
import { csvFiles, lineFile, type CsvFiles } from './csv.files';
import { faultOf, importPrincipal, keyOfBatch, reasonOf, type ImportOptions } from './import.service';
import { batchesOf, readBatch, type RecordBatch, type RecordFault } from './record.batches';
import { around, chainsOf, checkRows, nothingSoFar, type BareChain, type RecordsSoFar } from './record.rules';
import type { RecordRows } from './record.rows';

export interface OfflineFiles {
  nodes: [label: string, file: string][];
  edges: [type: string, file: string][];
  /** How many nodes and relationships there are. */
  rows: number;
  lines: number;
  changeSets: number;
  faults: RecordFault[];
  stopped: boolean;
}

/** Claims are counted in so many parts, one after the other: a part must fit in memory. */
const parts = 64;

/**
 * Turns records into the files from which Neo4j's import tool makes a whole database: the graph that `importFiles` would
 * make of them in an empty one, with the same change sets. What is derived is derived here. Memory goes with agents,
 * documents and versions (some 300 bytes each); claims and chains go through files in `folder`.
 */
export async function writeOfflineFiles(
  files: string[],
  folder: string,
  options: ImportOptions,
): Promise<OfflineFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const csv = csvFiles(folder);
  const soFar = nothingSoFar();
  const part = claimParts(folder);
  const joins = new Map<string, [string, string]>();
  const result = { lines: 0, changeSets: 0, faults: [] as RecordFault[], stopped: false };
  const principal = newId('Principal');
  const log = { lastSeq: 0, lastJoin: 0, lastRecordedAt: new Date(0) };
  const keys = new Set<string>();
  for (const file of files) {
    for await (const batch of batchesOf(file, options.batchSize)) {
      if (options.signal?.aborted || result.faults.length >= options.maxFaults) {
        result.stopped = options.signal?.aborted ?? false;
        return { ...csv.close(), ...result };
      }
      const { rows, lineOf, faults } = readBatch(batch);
      result.faults.push(...faults);
      result.lines += batch.lines.length;
      // The same lines once more: the online import would skip them.
      const isKnown = keys.has(batch.sha256);
      keys.add(batch.sha256);
      try {
        if (!isKnown) rows.spans = checkRows(rows, soFar, true);
        if (!isKnown && result.faults.length === 0) {
          const now = Math.max(Date.now(), log.lastRecordedAt.getTime() + 1);
          Object.assign(log, { lastSeq: log.lastSeq + 1, lastRecordedAt: new Date(now) });
          if (rows.joins.length > 0) log.lastJoin = log.lastSeq;
          if (log.lastSeq === 1) writePrincipal(csv, principal, log.lastRecordedAt);
          writeBatch({ csv, batch, rows, soFar, part, principal, ...log });
          for (const { id, joins: pair, reviewState } of rows.joins)
            if (reviewState === 'CONFIRMED') joins.set(id, pair);
          result.changeSets++;
        }
      } catch (error) {
        if (!(error instanceof SaysoError)) throw error;
        result.faults.push(faultOf(error, file, lineOf, batch.lines));
      }
      options.onBatch?.({ file, bytes: batch.lines.at(-1)?.end ?? 0, lines: batch.lines.length, skipped: isKnown });
    }
  }
  if (result.faults.length === 0) {
    if (log.lastSeq > 0) csv.node('ChangeLog', 'changes', null, { ...log, lastRecordedAt: iso(log.lastRecordedAt) });
    part.close();
    writeClaims(csv, part.files, soFar, groupsOf([...joins.values()]));
  }
  return { ...csv.close(), ...result };
}

interface Writing {
  csv: CsvFiles;
  batch: RecordBatch;
  rows: RecordRows;
  soFar: RecordsSoFar;
  part: ReturnType<typeof claimParts>;
  principal: string;
  lastSeq: number;
  lastRecordedAt: Date;
}

function writePrincipal(csv: CsvFiles, id: string, since: Date): void {
  csv.node('Principal', id, iso(since), { name: importPrincipal, roles: ['ADMIN'] });
}

/** As the queries `<kind>/record` write it. */
function writeBatch({ csv, batch, rows, soFar, part, principal, lastSeq, lastRecordedAt }: Writing): void {
  const changeSet = newId('ChangeSet');
  const since = iso(lastRecordedAt);
  csv.node('ChangeSet', changeSet, since, {
    seq: lastSeq,
    key: keyOfBatch(batch.sha256),
    inputSha256: sha256Of(JSON.stringify(batch.sha256)),
    op: 'IMPORT',
    reason: reasonOf(batch),
    recordedAt: since,
  });
  csv.edge('BY', changeSet, principal);
  const node = (label: Parameters<CsvFiles['node']>[0], id: string, row: object, moreLabels?: string) => {
    csv.node(label, id, since, row, moreLabels);
    csv.edge('CHANGED', changeSet, id);
  };
  const edges = (type: Parameters<CsvFiles['edge']>[0], from: string, to: readonly (string | null)[]) => {
    for (const id of to) if (id !== null) csv.edge(type, from, id);
  };
  for (const row of rows.agents) {
    node('Agent', row.id, { ...row, revision: 1 }, row.label);
    edges('AFFILIATED_WITH', row.id, row.affiliatedWith);
  }
  for (const row of rows.events) node('Event', row.id, row);
  for (const row of rows.utterances) node('Utterance', row.id, row);
  for (const row of rows.documents) {
    node('Document', row.id, { ...row, publisherId: row.publisher, revision: 1 });
    edges('PUBLISHED_BY', row.id, [row.publisher]);
    edges('WRITTEN_BY', row.id, row.authors);
  }
  for (const row of rows.versions) {
    node('DocumentVersion', row.id, row);
    edges('VERSION_OF', row.id, [row.document]);
    edges('REVISION_OF', row.id, [row.revisionOf]);
  }
  for (const { quantities, events, mentions, ...row } of rows.claims) {
    part.claim({ ...row, since });
    csv.edge('CHANGED', changeSet, row.id);
    for (const quantity of quantities) {
      node('Quantity', quantity.id, quantity);
      edges('HAS_QUANTITY', row.id, [quantity.id]);
    }
    edges('ABOUT', row.id, events);
    edges('MENTIONS', row.id, mentions);
  }
  for (const row of rows.attributions) {
    node('Attribution', row.id, row);
    edges('REPORTED_IN', row.id, [row.version]);
    edges('CREDITS', row.id, [row.agent]);
    edges('ON_BEHALF_OF', row.id, row.onBehalfOf);
    edges('ADDRESSED_TO', row.id, row.addressedTo);
    edges('POSSIBLY_VIA', row.id, row.possiblyVia);
    edges('RELAYS', row.id, row.relays);
    for (const { claim, polarity } of row.asserts) csv.edge('ASSERTS', row.id, claim, { polarity });
    edges('PRESUPPOSES', row.id, row.presupposes);
    edges('VIA_DOCUMENT', row.id, [row.viaDocument]);
    edges('REPORTS', row.id, [row.utterance]);
    for (const version of row.carriedIn) csv.edge('CARRIED_IN', row.id, version, { recordedFrom: since });
  }
  for (const chain of chainsOf(rows.attributions, around(soFar), lastRecordedAt)) part.chain(chain);
  for (const row of rows.notices) {
    node('CorrectionNotice', row.id, row);
    edges('STATED_IN', row.id, [row.version]);
    edges('CORRECTS', row.id, row.corrects);
    edges('INTRODUCES', row.id, row.introduces);
  }
  for (const row of rows.commentRequests) {
    node('CommentRequest', row.id, row);
    edges('MADE_IN', row.id, [row.version]);
    edges('ASKED', row.id, row.asked);
  }
  for (const row of rows.spans) {
    node('TextSpan', row.id, row);
    edges('IN_VERSION', row.id, [row.version]);
    if (row.owner !== null) csv.edge('HAS_SPAN', row.owner, row.id);
    edges('ANCHORED_FROM', row.id, [row.anchoredFrom]);
  }
  for (const row of rows.relations) {
    node('ClaimRelation', row.id, { ...row, revision: 1 });
    edges('LEFT', row.id, [row.left]);
    edges('RIGHT', row.id, [row.right]);
    edges('BASED_ON', row.id, row.basedOn);
    const plain = row.kind === 'EQUIVALENT' ? 'EQUIVALENT_TO' : row.kind;
    if (
      row.reviewState === 'CONFIRMED' &&
      (plain === 'CONTRADICTS' || plain === 'SUPPORTS' || plain === 'EQUIVALENT_TO')
    )
      csv.edge(plain, row.left, row.right);
  }
  for (const row of rows.joins) {
    node('Join', row.id, { ...row, revision: 1 });
    edges('JOINS', row.id, row.joins);
  }
  for (const { rating, ...row } of rows.reviews) {
    node('Review', row.id, row);
    const { claimRevision, documentVersion } = row;
    csv.edge('REVIEWS', row.id, row.claim, { claimRevision, documentVersion });
    edges('AUTHORED_BY', row.id, [row.author]);
    if (rating === null) continue;
    node('Rating', rating.id, rating);
    edges('HAS_RATING', row.id, [rating.id]);
  }
}

type KeptClaim = Pick<RecordRows['claims'][number], 'id' | 'text' | 'language' | 'type' | 'reviewState'> & {
  since: string;
};

/** Claims and their chains, in files by the claim's id, until all of a claim's chains are there. */
function claimParts(folder: string) {
  const files = Array.from({ length: parts }, (_, i) => join(folder, `part-${i}.jsonl`));
  const open = files.map((file) => lineFile(file));
  const of = (claim: string) => open[Number.parseInt(claim.slice(-4), 16) % parts] as ReturnType<typeof lineFile>;
  return {
    files,
    claim: (claim: KeptClaim) => of(claim.id).write(`${JSON.stringify({ claim })}\n`),
    chain: (chain: BareChain) => of(chain.claimId).write(`${JSON.stringify({ chain })}\n`),
    close: () => open.forEach((file) => file.close()),
  };
}

/** The claims with the number of their origins, and who stands in their chains: by the rules that the graph is kept by. */
function writeClaims(csv: CsvFiles, files: string[], soFar: RecordsSoFar, groups: Map<string, string[]>): void {
  const joined = (id: string | null | undefined) => (id == null ? [] : (groups.get(id) ?? [id]));
  for (const file of files) {
    const claims: KeptClaim[] = [];
    const chainsByClaim = new Map<string, OriginChain[]>();
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      const { claim, chain } = JSON.parse(line) as { claim?: KeptClaim; chain?: BareChain & { recordedFrom: string } };
      if (claim) claims.push(claim);
      if (!chain) continue;
      const utterance = chain.hopUtterances.at(-1) ?? null;
      const own = chainsByClaim.get(chain.claimId) ?? [];
      own.push({
        ...chain,
        recordedFrom: new Date(chain.recordedFrom),
        sameAgents: joined(chain.hopAgents.at(-1)),
        sameUtterances: utterance !== null && soFar.confirmedUtterances.has(utterance) ? joined(utterance) : [],
      });
      chainsByClaim.set(chain.claimId, own);
    }
    for (const { since, ...claim } of claims) {
      const chains = chainsByClaim.get(claim.id) ?? [];
      csv.node('Claim', claim.id, since, { ...claim, originCount: summarise(chains).distinctKnown, revision: 1 });
      for (const { recordedFrom, ...stand } of standsOf(chains)) {
        const moment = recordedFrom === null ? null : iso(recordedFrom);
        csv.edge('IN_CHAIN_OF', stand.agentId, claim.id, { ...stand, claimId: claim.id, recordedFrom: moment });
      }
    }
    rmSync(file);
  }
}

/** Each id of these pairs with all that it is joined to, itself among them. */
function groupsOf(pairs: [string, string][]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [one, other] of pairs) {
    const [left, right] = [groups.get(one) ?? [one], groups.get(other) ?? [other]];
    if (left === right) continue;
    const both = [...left, ...right];
    for (const id of both) groups.set(id, both);
  }
  return groups;
}

const iso = (moment: Date) => moment.toISOString();
