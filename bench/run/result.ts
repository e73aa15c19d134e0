import type { Spread } from '../measure/stats';

/** What one run has measured; times in milliseconds. This is what stands in bench/results. */
export interface Result {
  /** ISO 8601. */
  date: string;
  commit: string;
  command: string;
  machine: { cores: number; processor: string; memoryGiB: number; system: string };
  versions: Record<string, string>;
  /** Sizes of the graphs, ascending. */
  claims: number[];
  /** Rounds at one connection with so many requests each, rounds at eight with so many seconds each. */
  effort: Effort;
  sides: SideCell[];
  examples: ExampleCell[];
  agents: AgentCell[];
  mutations: MutationCell[];
  loads: LoadCell[];
}

export interface Effort {
  rounds: number;
  requests: number;
  warmUp: number;
  peakRounds: number;
  peakSeconds: number;
}

export type Side = 'floor in process' | 'floor' | 'postgres' | 'neo4j-graphql' | 'type-graphql' | 'sayso';
export type SideOperation = 'claim' | 'page';

/** One answer by one of the sides, on one graph. */
export interface SideCell {
  claims: number;
  side: Side;
  operation: SideOperation;
  /** One request after the other. */
  p50: Spread;
  p99: Spread;
  /** At eight connections; null in process. */
  peak: { perSecond: Spread; p50: Spread; p99: Spread } | null;
  bytes: number;
  /** Database hits of one answer, and how many times it went to the database; null where nobody counts them. */
  hits: number | null;
  roundTrips: number | null;
  /** Resident memory of its process after the load; null in process. */
  residentMiB: number | null;
}

/** An example operation by Sayso, on one graph. */
export interface ExampleCell {
  claims: number;
  operation: string;
  p50: Spread;
  hits: number;
  roundTrips: number;
}

/** The first page of an agent's claims, by Sayso. */
export interface AgentCell {
  claims: number;
  agent: 'popular' | 'rare';
  p50: Spread;
  hits: number;
}

/** A chain recorded by each of eight writers at once, by Sayso. */
export interface MutationCell {
  claims: number;
  agent: 'popular' | 'rare';
  p50: Spread;
  perSecond: Spread;
}

/** How the graph was loaded. Seconds end to end; rates in nodes and relationships a second. */
export interface LoadCell {
  claims: number;
  way: 'unwind' | 'import' | 'offline' | 'postgres';
  seconds: number;
  entities: number | null;
  perSecond: number | null;
  /** Rates of the first and the last tenth. */
  firstTenth: number | null;
  lastTenth: number | null;
}
