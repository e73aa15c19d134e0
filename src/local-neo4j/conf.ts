import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../root';
import { writeWhole } from './state-file';

export interface ConfValues {
  boltPort: number;
  httpPort: number;
  /** Sizes such as `512m` or `2g`. */
  heap: string;
  pageCache: string;
  /** Further settings, by Neo4j's names. */
  settings?: Record<string, string>;
}

/** The text of neo4j.conf: neo4j/neo4j.conf with its {{…}} filled in. */
export function renderConf({ settings = {}, ...values }: ConfValues): string {
  const all: Record<string, string | number> = {
    ...values,
    transactionMemory: part(values.heap, 1 / 2),
    oneTransactionMemory: part(values.heap, 3 / 8),
  };
  const text = readFileSync(fromRoot('neo4j', 'neo4j.conf'), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = all[name];
    if (value === undefined) throw new Error(`neo4j/neo4j.conf asks for {{${name}}}, which nothing fills in.`);
    return String(value);
  });
  return [text, ...Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)].join('');
}

export function writeConf(confDir: string, text: string): void {
  writeWhole(join(confDir, 'neo4j.conf'), text);
}

/** A share of a size such as `512m` or `3g`, in MiB; Neo4j takes no less than 10. */
function part(size: string, share: number): string {
  const mebibytes = Number.parseInt(size, 10) * (size.endsWith('g') ? 1024 : 1);
  return `${Math.max(10, Math.floor(mebibytes * share))}m`;
}
