import type { FlatChain } from './export.queries';
import { edgeColumns, graphOf, nodeColumns, type Columns, type Value } from './exported-graph';
import type { Format } from './formats';
import type { Sink } from './sinks';

/** A file a label and a file a relationship, as docs/export.md tells. */
export const tablesCsv: Format = {
  file: null,
  description: 'one file a label and one a relationship',
  open: async (open) => {
    const files = new Map<string, { sink: Sink; columns: Columns; rows: number }>();
    for (const [name, columns] of [...nodeColumns, ...edgeColumns] as [string, Columns][]) {
      const keys = nodeColumns.has(name as never) ? ['id'] : ['from', 'to'];
      const sink = open(`${name}.csv`);
      await sink.write(`${[...keys, ...columns.map(([column]) => column)].join(',')}\n`);
      files.set(name, { sink, columns, rows: 0 });
    }
    return {
      page: async (records) => {
        const texts = new Map<string, string>();
        const put = (name: string, keys: string[], values: Record<string, Value | undefined>) => {
          const file = files.get(name);
          if (!file) throw new Error(`There is no table ${name}.`);
          file.rows++;
          const line = [...keys, ...file.columns.map(([column]) => values[column])].map(csvText).join(',');
          texts.set(name, `${texts.get(name) ?? ''}${line}\n`);
        };
        for (const record of records) {
          const { nodes, edges } = graphOf(record);
          for (const { label, id, values } of nodes) put(label, [id], values);
          for (const { type, from, to, values } of edges) put(type, [from, to], values);
        }
        for (const [name, text] of texts) await files.get(name)?.sink.write(text);
      },
      close: async () => Promise.all([...files.values()].map(({ sink, rows }) => sink.close(rows))),
    };
  },
};

/** The columns of the flat table; those of its claim come first. */
const chainColumns = [
  'claimId',
  'claim',
  'claimType',
  'claimLanguage',
  'claimReviewState',
  'originCount',
  'chain',
  'hops',
  'polarity',
  'presupposed',
  'outletId',
  'outlet',
  'relays',
  'originId',
  'origin',
  'originType',
  'originKind',
  'attributionId',
  'disclosure',
  'describedAs',
  'quoteType',
  'speechAct',
  'cue',
  'saidAt',
  'scopeCertainty',
  'documentId',
  'url',
  'title',
  'language',
  'versionId',
  'publishedAt',
  'contentStart',
  'contentEnd',
] as const;
type ChainColumn = (typeof chainColumns)[number];

export const chainsCsv: Format = {
  file: 'claims-with-chains.csv',
  description: 'one flat table: each claim with each of its chains',
  open: async (open) => {
    const sink = open('claims-with-chains.csv');
    await sink.write(`${chainColumns.join(',')}\n`);
    let rows = 0;
    return {
      page: () => Promise.resolve(),
      chains: async (all) => {
        let text = '';
        for (const { claim, chain } of all) {
          if (claim.kind !== 'claim') continue;
          const { id, text: wording, type, language, reviewState } = claim.row;
          const values: Partial<Record<ChainColumn, Value | undefined>> = {
            ...(chain && chainValues(chain)),
            claimId: id,
            claim: wording,
            claimType: type,
            claimLanguage: language,
            claimReviewState: reviewState,
            originCount: claim.derived?.originCount,
          };
          text += `${chainColumns.map((column) => csvText(values[column])).join(',')}\n`;
        }
        rows += all.length;
        await sink.write(text);
      },
      close: async () => [await sink.close(rows)],
    };
  },
};

/** A chain in one line reads as it does in the API: the outlet, who relays, the origin. */
function chainValues(chain: FlatChain): Partial<Record<ChainColumn, Value>> {
  const { hops, narrated, publishedAt, ...same } = chain;
  const named = hops.map((name) => name ?? 'source not stated');
  const all = narrated ? named : [chain.outlet ?? 'publisher not known', ...named];
  return {
    ...same,
    chain: all.join(' ← '),
    hops: all.length,
    relays: named.slice(0, -1).join(' ← ') || null,
    publishedAt: publishedAt?.toISOString() ?? null,
  };
}

/** Nothing for null, quotes where they are needed (RFC 4180); a list as JSON. */
export function csvText(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string' && typeof value !== 'object') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
