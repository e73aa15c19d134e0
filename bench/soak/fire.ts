import autocannon from 'autocannon';
import type { Question } from './questions';

export interface Fired {
  seconds: number;
  /** Requests a second that were sent, and of those the shares that were answered and refused (503). */
  perSecond: number;
  answered: number;
  refused: number;
  failed: number;
  /** Milliseconds, of what was answered and of what was refused; without the wait of a request for its turn to be sent. */
  p50: number;
  p99: number;
  refusedP99: number;
}

export interface FireOptions {
  url: string;
  questions: Question[];
  connections: number;
  seconds: number;
  /** Requests a second; as many as are answered where it is not given. */
  rate?: number;
}

/** Asks the questions in turns, over so many connections, for so long. */
export async function fire({ url, questions, connections, seconds, rate }: FireOptions): Promise<Fired> {
  const times = { answered: [] as number[], refused: [] as number[] };
  let other = 0;
  const headers = { 'content-type': 'application/json' };
  const requests = questions.map(({ body }) => ({ method: 'POST' as const, path: '/graphql', headers, body }));
  const began = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, connections, duration: seconds, requests, timeout: 30 };
    const run = autocannon({ ...options, ...(rate ? { overallRate: Math.round(rate) } : {}) }, (error, all) =>
      error ? reject(error as Error) : resolve(all),
    );
    run.on('response', (_client, status, _bytes, ms) => {
      if (status === 200) times.answered.push(ms);
      else if (status === 503) times.refused.push(ms);
      else other++;
    });
  });
  const lasted = (performance.now() - began) / 1_000;
  const all = times.answered.length + times.refused.length + other;
  const [answered, refused] = [times.answered, times.refused].map((list) => list.sort((a, b) => a - b)) as [
    number[],
    number[],
  ];
  return {
    seconds: lasted,
    perSecond: all / lasted,
    answered: answered.length / all,
    refused: refused.length / all,
    failed: other + result.errors + result.timeouts,
    p50: at(answered, 0.5),
    p99: at(answered, 0.99),
    refusedP99: at(refused, 0.99),
  };
}

const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
