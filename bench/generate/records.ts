import { planOf } from './plan';
import type { GraphRecord } from './record';
import { storiesOf } from './stories';

/**
 * A made-up graph of so many claims as records (docs/import.md), the same for the same `claims` and `seed`, one after the
 * other: a million claims need no more memory than ten thousand. First the agents and events that many documents share,
 * then document after document: what it names, the document, its version, the claims that are new, the attributions,
 * the spans, then relations and reviews of the new claims. Whatever is referred to comes earlier.
 *
 * For each claim there are, all in all, about 36 nodes and relationships (tests/unit/bench-generate.test.ts counts them):
 * 1.9 chains (62 % of the claims have one, 98 % up to five, one has 200) of 1.4 hops, 2.6 attributions with a span each,
 * 0.5 documents, 2.6 derived IN_CHAIN_OF; in 3 % a relation, in 1 % a review, in 10 % a quantity; 2 % are PROPOSED.
 * One agency is behind 5 % of all attributions.
 */
export function* recordsOf(size: { claims: number; seed?: number }): Generator<GraphRecord> {
  for (const story of storiesOf(planOf(size))) yield* story.records;
}
