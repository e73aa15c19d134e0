import { quantile, spreadOf, type Spread } from './stats';

/** What is measured in turns with others: asks once, and gives the milliseconds. `turn` counts from 0 over all rounds. */
export interface Contender {
  name: string;
  once: (turn: number) => Promise<number>;
}

export interface Timed {
  name: string;
  p50: Spread;
  p99: Spread;
}

export interface RoundOptions {
  rounds: number;
  /** Requests of one contender in one round, one after the other. */
  requests: number;
  warmUp: number;
  /** Called after each round. */
  onRound?: (round: number) => void;
}

/**
 * Rounds of A B C A B C …, so that whatever slows the machine slows all alike. The median of a round is one value of
 * `p50`; `p99` is over the requests of two neighbouring rounds at least, of which one alone has too few.
 */
export async function inRounds(contenders: Contender[], options: RoundOptions): Promise<Timed[]> {
  const { rounds, requests, warmUp, onRound } = options;
  for (const { once } of contenders) for (let turn = 0; turn < warmUp; turn++) await once(turn);
  const all = contenders.map(() => [] as number[][]);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { once }] of contenders.entries()) {
      const times: number[] = [];
      for (let turn = 0; turn < requests; turn++) times.push(await once(warmUp + round * requests + turn));
      all[i]?.push(times);
    }
    onRound?.(round + 1);
  }
  return contenders.map(({ name }, i) => {
    const times = all[i] ?? [];
    const pairs = times.length > 1 ? times.slice(1).map((own, at) => [...(times[at] ?? []), ...own]) : times;
    return {
      name,
      p50: spreadOf(times.map((own) => quantile(own, 0.5))),
      p99: spreadOf(pairs.map((own) => quantile(own, 0.99))),
    };
  });
}
