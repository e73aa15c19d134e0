import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { edgeColumns, graphOf, nodeColumns, type ColumnType, type Columns, type Value } from './exported-graph';
import type { Format } from './formats';
import type { Sink } from './sinks';

/** So many rows make a row group, and wait in memory until it is full. */
export const rowGroupSize = 5_000;
/** Where the texts are long a row group is written sooner: about so many characters wait in memory at most. */
const mostCharacters = 16_000_000;

/** Parquet: the tables of the CSV export, typed, in row groups. A table without a row has no file. */
export const parquet: Format = {
  file: null,
  description: 'Parquet: the tables of csv, with types',
  open: (open) => {
    const tables = new Map<string, ReturnType<typeof table>>();
    for (const [name, columns] of [...nodeColumns, ...edgeColumns] as [string, Columns][]) {
      const keys: Columns = (nodeColumns.has(name as never) ? ['id'] : ['from', 'to']).map((key) => [key, 'string']);
      tables.set(
        name,
        table(() => open(`${name}.parquet`), [...keys, ...columns]),
      );
    }
    return Promise.resolve({
      page: async (records) => {
        for (const record of records) {
          const { nodes, edges } = graphOf(record);
          for (const { label, id, values } of nodes) await tables.get(label)?.add({ ...values, id });
          for (const { type, from, to, values } of edges) await tables.get(type)?.add({ ...values, from, to });
        }
      },
      close: async () => (await Promise.all([...tables.values()].map((one) => one.close()))).flat(),
    });
  },
};

function table(open: () => Sink, columns: Columns) {
  let opened: { sink: Sink; bytes: ByteWriter; writer: ParquetWriter } | null = null;
  let waiting: Record<string, Value | undefined>[] = [];
  let rows = 0;
  let characters = 0;
  const begin = () => {
    const bytes = new ByteWriter();
    const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)].flat();
    return { sink: open(), bytes, writer: new ParquetWriter({ writer: bytes, schema, createdBy: 'sayso' }) };
  };
  /** What the writer has laid down goes to the file; it counts on from there. */
  const drain = async ({ sink, bytes }: NonNullable<typeof opened>) => {
    await sink.write(new Uint8Array(bytes.buffer, 0, bytes.index));
    bytes.index = 0;
  };
  const flush = async () => {
    if (waiting.length === 0) return;
    opened ??= begin();
    const columnData = columns.map(([name, type]) => ({
      name,
      data: waiting.map((row) => parquetValue(row[name], type)),
    }));
    await opened.writer.write({ columnData, rowGroupSize });
    rows += waiting.length;
    waiting = [];
    characters = 0;
    await drain(opened);
  };
  return {
    add: async (row: Record<string, Value | undefined>) => {
      waiting.push(row);
      for (const value of Object.values(row)) if (typeof value === 'string') characters += value.length;
      if (waiting.length >= rowGroupSize || characters >= mostCharacters) await flush();
    },
    close: async () => {
      await flush();
      if (!opened) return [];
      await opened.writer.finish();
      await drain(opened);
      return [await opened.sink.close(rows)];
    },
  };
}

function elementOf([name, type]: Columns[number]): SchemaElement {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'long':
      return { ...optional, type: 'INT64' };
    case 'double':
      return { ...optional, type: 'DOUBLE' };
    case 'boolean':
      return { ...optional, type: 'BOOLEAN' };
    case 'datetime':
      return {
        ...optional,
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
      };
    default:
      // A list is its JSON, as in CSV.
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
  }
}

function parquetValue(value: Value | undefined, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'long') return BigInt(value as number);
  if (type === 'datetime') return new Date(value as string);
  if (typeof value === 'object') return JSON.stringify(value);
  return value;
}
