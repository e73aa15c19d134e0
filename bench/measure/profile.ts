import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver';
import type { Neo4jAccess } from '../../src/local-neo4j/access';
import { encode } from '../../src/graph/values';

/** Counts what the database touches for a query: the hits of a PROFILE of it. */
export interface Profiler {
  hits(text: string, params: Record<string, unknown>): Promise<number>;
  close(): Promise<void>;
}

export function openProfiler(access: Neo4jAccess): Profiler {
  const driver: Driver = neo4j.driver(access.uri, neo4j.auth.basic(access.user, access.password));
  const config = { database: access.database, routing: neo4j.routing.READ } as const;
  return {
    hits: async (text, params) => {
      const given = encode(params) as Record<string, unknown>;
      const { summary } = await driver.executeQuery(`PROFILE ${text}`, given, config);
      return summary.profile ? sum(summary.profile) : 0;
    },
    close: () => driver.close(),
  };
}

const sum = (part: ProfiledPlan): number => part.dbHits + part.children.reduce((total, child) => total + sum(child), 0);
