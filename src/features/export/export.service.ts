import type { Reader } from '../../graph/graph';
import type { ValueOf } from '../../graph/vocabulary';
import { flatChains, readAt, type Extent } from './export.queries';
import { exportedRecords, type ExportedRecord } from './exported-records';
import { formats, type ChainOfClaim, type Format, type FormatName, type OpenSink } from './formats';
import type { WrittenFile } from './sinks';

export interface ExportOptions {
  format: FormatName;
  /** What is in one of these states, and nothing that leans on what is not. */
  states: readonly ValueOf<'ReviewState'>[];
  pageSize?: number;
  licence?: string | null;
  source?: string | null;
  /** Told of every page: how many records it has. */
  onPage?: (records: number) => void;
}

export interface Manifest {
  format: FormatName;
  licence: string;
  source: string;
  /** The last migration of the database that it was read from. */
  schemaVersion: string | null;
  /** Nothing that was recorded after this change is in it. */
  seq: number;
  recordedAt: string | null;
  /** The last change when reading ended. Where it is `seq`, everything is as it was at `seq`. */
  seqAtEnd: number;
  exportedAt: string;
  reviewStates: readonly string[];
  /** How many records there are of each kind. */
  counts: Record<string, number>;
  files: WrittenFile[];
}

const defaultLicence =
  'Not stated. The data sets that Sayso ships are under Apache-2.0; what others recorded is theirs to license.';

/** Writes what the graph holds to the sinks that `open` gives, in memory that does not grow with it. Gives the manifest. */
export async function exportGraph(graph: Reader, open: OpenSink, options: ExportOptions): Promise<Manifest> {
  const { format, states, pageSize = 500, onPage } = options;
  const [at] = await graph.read(readAt, {});
  if (!at) throw new Error('The database does not tell where it stands.');
  const extent: Extent = { states, until: at.recordedAt ?? new Date(0) };
  const chosen: Format = formats[format];
  const writer = await chosen.open(open);
  const counts: Record<string, number> = {};
  for await (const records of exportedRecords(graph, { ...extent, pageSize })) {
    await writer.page(records);
    if (writer.chains) await writeChains(graph, (rows) => writer.chains?.(rows), records, extent);
    for (const { kind } of records) counts[kind] = (counts[kind] ?? 0) + 1;
    onPage?.(records.length);
  }
  const files = await writer.close();
  const [end] = await graph.read(readAt, {});
  return {
    format,
    licence: options.licence ?? defaultLicence,
    source: options.source ?? `Sayso${at.graph === null ? '' : `, the graph that begins with ${at.graph}`}`,
    schemaVersion: at.schemaVersion,
    seq: at.seq,
    recordedAt: at.recordedAt?.toISOString() ?? null,
    seqAtEnd: end?.seq ?? at.seq,
    exportedAt: new Date().toISOString(),
    reviewStates: states,
    counts,
    files: files.sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

async function writeChains(
  graph: Reader,
  write: (rows: ChainOfClaim[]) => Promise<void> | undefined,
  records: ExportedRecord[],
  extent: Extent,
): Promise<void> {
  const claims = new Map(
    records.flatMap((record) => (record.kind === 'claim' ? [[record.row.id, record] as const] : [])),
  );
  if (claims.size === 0) return;
  const rows = await graph.read(flatChains, { ids: [...claims.keys()], ...extent });
  await write(
    rows.flatMap(({ claimId, chain }) => {
      const claim = claims.get(claimId);
      return claim ? [{ claim, chain }] : [];
    }),
  );
}
