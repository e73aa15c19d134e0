import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fromRoot } from '../../src/root';
import { momentOf, type Plan } from '../generate/plan';
import type { GraphRecord, RowOf } from '../generate/record';
import { storiesOf } from '../generate/stories';
import { psqlPath, type Postgres } from './postgres-server';

type Cell = string | number | boolean | null | readonly string[];
type Row = readonly Cell[];

/** Which columns of a table bench/peers/postgres-schema.sql are copied, in the order of `rowsOfRecord`. */
const columns = {
  agent: 'id type name aliases kind descriptor anonymity_reason recorded_from',
  utterance: 'id said_at place medium review_state recorded_from',
  document: 'id url title doc_type language availability publisher_id recorded_from',
  version:
    'id document_id seq content_sha256 text text_access published_at modified_at retrieved_at archived_url availability revision_of_id recorded_from',
  claim: 'id text language type review_state origin_count recorded_from',
  attribution:
    'id version_id agent_id utterance_id disclosure quote_type cue speech_act described_as said_at medium setting scope_certainty sic note review_state recorded_from',
  relays: 'outer_id inner_id',
  asserts: 'attribution_id claim_id polarity presupposes',
  carried_in: 'attribution_id version_id',
  span: 'id owner_id version_id anchored_from_id role segment start end exact exact_sha256 prefix suffix zone anchor_status anchor_score',
  relation: 'id kind left_id right_id types same_event score method rationale review_state recorded_from',
  review:
    'id claim_id url author_id claim_revision date_published rating_value best_rating worst_rating alternate_name',
} as const;
type Table = keyof typeof columns;

/** Loads a generated graph by COPY into the database `name`, which is made anew. Gives the seconds that it took. */
export async function loadPostgres(
  postgres: Postgres,
  name: string,
  plan: Plan,
  onStory: (claims: number) => void = () => undefined,
): Promise<number> {
  const began = Date.now();
  psql(postgres, 'postgres', ['-c', `DROP DATABASE IF EXISTS ${name}`, '-c', `CREATE DATABASE ${name}`]);
  psql(postgres, name, ['-f', fromRoot('bench', 'peers', 'postgres-schema.sql')]);
  const copies = new Map((Object.keys(columns) as Table[]).map((table) => [table, openCopy(postgres, name, table)]));
  const put = (table: Table, row: Row) => copies.get(table)?.put(row);
  // A claim's row has its originCount, which is known when its last chain is.
  const waiting = new Map<string, RowOf<'claim'>>();
  const recordedFrom = new Date(momentOf(plan, 0)).toISOString();
  let claims = 0;
  for (const { records, complete } of storiesOf(plan)) {
    for (const record of records) {
      if (record.kind === 'claim') waiting.set(record.row.id, record.row);
      else for (const [table, row] of rowsOfRecord(record, recordedFrom)) put(table, row);
    }
    for (const { claimId, originCount } of complete) {
      const row = waiting.get(claimId);
      if (!row) continue;
      waiting.delete(claimId);
      claims++;
      put('claim', [row.id, row.text, row.language, row.type, row.reviewState, originCount, recordedFrom]);
    }
    for (const copy of copies.values()) await copy.flush();
    onStory(claims);
  }
  await Promise.all([...copies.values()].map((copy) => copy.end()));
  psql(postgres, name, ['-f', fromRoot('bench', 'peers', 'postgres-indexes.sql')]);
  return (Date.now() - began) / 1_000;
}

/** Whether the database is there, loaded whole for `key`. */
export function isLoadedPostgres(postgres: Postgres, name: string, key: string): boolean {
  const told = spawnSync(psqlPath, ['-X', '-A', '-t', '-d', name, '-c', 'SELECT key FROM bench_loaded'], {
    env: { ...process.env, ...postgres.env },
    encoding: 'utf8',
  });
  return told.status === 0 && told.stdout.trim() === key;
}
export function markLoadedPostgres(postgres: Postgres, name: string, key: string): void {
  psql(postgres, name, ['-c', `CREATE TABLE bench_loaded AS SELECT '${key}' AS key`]);
}

function* rowsOfRecord(record: GraphRecord, at: string): Generator<[Table, Row]> {
  const { kind, row } = record;
  if (kind === 'agent') {
    yield ['agent', [row.id, row.label, row.name, row.aliases, row.kind, row.descriptor, row.anonymityReason, at]];
  } else if (kind === 'utterance') {
    yield ['utterance', [row.id, row.saidAt, row.place, row.medium, row.reviewState, at]];
  } else if (kind === 'document') {
    const { id, url, title, docType, language, availability, publisher } = row;
    yield ['document', [id, url, title, docType, language, availability, publisher, at]];
  } else if (kind === 'version') {
    const { id, document, seq, contentSha256, text, textAccess, publishedAt, modifiedAt, retrievedAt } = row;
    const rest = [row.archivedUrl, row.availability, row.revisionOf, at];
    yield [
      'version',
      [id, document, seq, contentSha256, text, textAccess, publishedAt, modifiedAt, retrievedAt, ...rest],
    ];
  } else if (kind === 'attribution') {
    const { id, version, agent, utterance, disclosure, quoteType, cue, speechAct, describedAs, saidAt, medium } = row;
    const rest = [row.setting, row.scopeCertainty, row.sic, row.note, row.reviewState, at];
    yield [
      'attribution',
      [id, version, agent, utterance, disclosure, quoteType, cue, speechAct, describedAs, saidAt, medium, ...rest],
    ];
    for (const inner of row.relays) yield ['relays', [id, inner]];
    for (const { claim, polarity } of row.asserts) yield ['asserts', [id, claim, polarity, false]];
    for (const claim of row.presupposes) yield ['asserts', [id, claim, 'ASSERTED', true]];
    for (const later of row.carriedIn) yield ['carried_in', [id, later]];
  } else if (kind === 'span') {
    const { id, owner, version, anchoredFrom, role, segment, start, end, exact, exactSha256, prefix, suffix } = row;
    const rest = [row.zone, row.anchorStatus, row.anchorScore];
    yield [
      'span',
      [id, owner, version, anchoredFrom, role, segment, start, end, exact, exactSha256, prefix, suffix, ...rest],
    ];
  } else if (kind === 'relation') {
    const { id, left, right, types, sameEvent, score, method, rationale, reviewState } = row;
    yield ['relation', [id, row.kind, left, right, types, sameEvent, score, method, rationale, reviewState, at]];
  } else if (kind === 'review') {
    const { id, claim, url, author, claimRevision, datePublished, rating } = row;
    const rated = [rating?.ratingValue, rating?.bestRating, rating?.worstRating, rating?.alternateName];
    yield ['review', [id, claim, url, author, claimRevision, datePublished, ...rated.map((value) => value ?? null)]];
  }
}

interface Copy {
  put(row: Row): void;
  flush(): Promise<void>;
  end(): Promise<void>;
}

function openCopy(postgres: Postgres, database: string, table: Table): Copy {
  const names = columns[table].split(' ').map((name) => `"${name}"`);
  const command = `COPY ${table} (${names.join(', ')}) FROM STDIN`;
  const child: ChildProcessByStdio<Writable, null, Readable> = spawn(
    psqlPath,
    [...quiet, '-d', database, '-c', command],
    {
      env: { ...process.env, ...postgres.env },
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  // What it has to complain of is told by its exit.
  child.stdin.on('error', () => undefined);
  let lines = '';
  const flush = async (least = 1 << 16) => {
    if (lines.length < least) return;
    const full = !child.stdin.write(lines);
    lines = '';
    if (full) await Promise.race([once(child.stdin, 'drain'), ended]);
  };
  return {
    put: (row) => (lines += `${row.map(cell).join('\t')}\n`),
    flush: () => flush(),
    end: async () => {
      await flush(1);
      child.stdin.end();
      const [status] = await ended;
      if (status !== 0) throw new Error(`COPY into ${table} failed: ${complaint.slice(0, 400)}`);
    },
  };
}

const quiet = ['-X', '-q', '-v', 'ON_ERROR_STOP=1'];
const escaped: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const text = (value: string) => value.replace(/[\\\t\n\r]/g, (character) => escaped[character] ?? '');

/** A value in the text format of COPY. */
function cell(value: Cell): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'object') {
    return text(`{${value.map((one) => `"${one.replace(/["\\]/g, (character) => `\\${character}`)}"`).join(',')}}`);
  }
  return text(String(value));
}

function psql(postgres: Postgres, database: string, args: string[]): void {
  const done = spawnSync(psqlPath, [...quiet, '-d', database, ...args], {
    env: { ...process.env, ...postgres.env },
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`psql failed: ${done.stderr.slice(0, 400)}`);
}
