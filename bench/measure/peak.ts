import autocannon from 'autocannon';
import type { Asking } from './client';
import { quantile, spreadOf, type Spread } from './stats';

export interface Loaded {
  name: string;
  url: string;
  askings: Asking[];
}

export interface Peak {
  name: string;
  perSecond: Spread;
  p50: Spread;
  p99: Spread;
}

/** Requests a second and their latency at 8 connections, in rounds of A B C A B C … @throws Error where one is refused. */
export async function atPeak(
  targets: Loaded[],
  { rounds, seconds, onRound }: { rounds: number; seconds: number; onRound?: (round: number) => void },
): Promise<Peak[]> {
  const all = targets.map(() => [] as { perSecond: number; p50: number; p99: number }[]);
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const [i, target] of targets.entries()) {
      const measured = await fire(target, round === 0 ? Math.min(2, seconds) : seconds);
      if (round > 0) all[i]?.push(measured);
    }
    if (round > 0) onRound?.(round);
  }
  return targets.map(({ name }, i) => {
    const of = (what: 'perSecond' | 'p50' | 'p99') => spreadOf((all[i] ?? []).map((one) => one[what]));
    return { name, perSecond: of('perSecond'), p50: of('p50'), p99: of('p99') };
  });
}

async function fire({ name, url, askings }: Loaded, seconds: number) {
  const times: number[] = [];
  const began = performance.now();
  const requests = askings.map(({ method, path, body, headers }) => ({ method, path, body, headers }));
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ url, connections: 8, duration: seconds, requests }, (error, all) =>
      error ? reject(error as Error) : resolve(all),
    );
    // Its own histogram knows whole milliseconds only.
    run.on('response', (_client, status, _bytes, ms) => {
      if (status === 200) times.push(ms);
    });
  });
  const lasted = (performance.now() - began) / 1_000;
  if (result.non2xx + result.errors + result.timeouts > 0) {
    throw new Error(`${name} refused ${result.non2xx} requests and failed in ${result.errors + result.timeouts}.`);
  }
  return { perSecond: times.length / lasted, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}
