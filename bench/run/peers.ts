import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fromRoot } from '../../src/root';

/** bench/peers is JavaScript with packages of its own; here is what of it is used, with its types. */
export type PeerName = 'floor' | 'postgres' | 'neo4j-graphql' | 'type-graphql';

export interface Peer {
  name: PeerName;
  /** Without a path. */
  url: string;
  /** Where its GraphQL answers; null for a bare one, which has /claim?id=… and /page. */
  graphql: string | null;
  pid: number;
  stop(): Promise<void>;
}
export interface Asked {
  name: string;
  claim(id: string): Promise<unknown>;
  page(): Promise<unknown>;
}
interface Peers {
  startPeer(name: PeerName, env: Record<string, string>): Promise<Peer>;
  operations: Record<string, { claim: string; page: string }>;
  openFloor(env: Record<string, string>): {
    claim(id: string): Promise<string>;
    page(): Promise<string>;
    close(): Promise<void>;
  };
  queries: { claim: string; page: string };
  checkAnswers(sayso: Asked, others: Asked[], ids: string[]): Promise<string[]>;
  askGraphql(name: string, url: string): Asked;
  askBare(name: string, url: string): Asked;
}

const load = createRequire(__filename);
let peers: Peers | undefined;

/** Their packages are installed at the first call. */
export function peersOf(): Peers {
  if (peers) return peers;
  const folder = fromRoot('bench', 'peers');
  if (!existsSync(join(folder, 'node_modules', '@neo4j', 'graphql'))) {
    const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
    const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error('The packages of bench/peers could not be installed; npm says why above.');
  }
  const files = ['start', 'operations', 'floor', 'check', 'ask'];
  const loaded = Object.assign({}, ...files.map((file) => load(join(folder, `${file}.cjs`)) as object)) as Peers;
  return (peers = loaded);
}
