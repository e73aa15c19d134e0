import { openClient } from '../measure/client';
import { quantile, spreadOf } from '../measure/stats';
import { chainCount, claimId } from '../generate/plan';
import { askingOf } from './examples';
import type { Effort, MutationCell } from './result';
import { benchKey } from './sayso';
import type { Stage } from './stage';

const writers = 8;
const recordDocument = /* GraphQL */ `
  mutation Document($input: RecordDocumentInput!) {
    recordDocument(input: $input) {
      document {
        latestVersion {
          id
        }
      }
      userErrors {
        message
      }
    }
  }
`;
const recordChain = /* GraphQL */ `
  mutation Chain($input: RecordAttributionInput!) {
    recordAttribution(input: $input) {
      chain {
        text
      }
      userErrors {
        message
      }
    }
  }
`;

/**
 * Eight writers at once, each recording chains on claims of its own: in turns, all at the popular agent and all at the
 * rare one. Writes into the graph, so it is measured last: some chains more on claims that nothing else looks at.
 */
export async function measureMutations(stage: Stage, effort: Effort): Promise<MutationCell[]> {
  const { plan, landmarks, sayso } = stage;
  const run = Date.now().toString(36);
  const clients = Array.from({ length: writers }, () => openClient(sayso.url));
  const mutate = async (writer: number, query: string, input: object) => {
    const answer = await clients[writer]?.ask(askingOf(query, { input }, '/graphql', benchKey));
    const { data, errors } = JSON.parse(answer?.text ?? '{}') as {
      data?: Record<string, { userErrors: { message: string }[] } & Record<string, unknown>>;
      errors?: { message: string }[];
    };
    const [payload] = Object.values(data ?? {});
    const fault = errors?.[0] ?? payload?.userErrors[0];
    if (fault || !answer || !payload) throw new Error(`A mutation was refused: ${fault?.message}`);
    return { ms: answer.ms, payload };
  };
  // Claims in a row, of one chain, from a place that another run does not meet.
  const free: string[] = [];
  const ordinary = new Set(landmarks.ordinary);
  const each = Math.max(4, Math.ceil(effort.requests / 20));
  const needed = writers * each * 2 * (effort.rounds + 1);
  for (let i = Date.now() % plan.claims, looked = 0; looked < plan.claims && free.length < needed; i++, looked++) {
    const claim = i % plan.claims;
    const id = claimId(plan, claim);
    if (chainCount(plan, claim) === 1 && !ordinary.has(id)) free.push(id);
  }
  try {
    const versions = await Promise.all(
      clients.map(async (_, writer) => {
        const url = `https://bench.example/${run}/${writer}`;
        const input = { idempotencyKey: `bench-${run}-${writer}`, url, title: 'Written by the bench' };
        const { payload } = await mutate(writer, recordDocument, {
          ...input,
          publisher: landmarks.outlet,
          text: 'Somebody said so.',
        });
        const document = payload['document'] as { latestVersion: { id: string } };
        return document.latestVersion.id;
      }),
    );
    let next = 0;
    const round = async (agent: string) => {
      const times: number[] = [];
      const began = performance.now();
      await Promise.all(
        clients.map(async (_, writer) => {
          for (let i = 0; i < each; i++) {
            const claim = free[next++ % free.length];
            const { ms } = await mutate(writer, recordChain, {
              idempotencyKey: `bench-${run}-chain-${next}`,
              documentVersion: versions[writer],
              hops: [{ agent, quoteType: 'INDIRECT', cue: 'said', spans: [{ role: 'CUE', exact: 'said' }] }],
              asserts: [{ claim }],
            });
            times.push(ms);
          }
        }),
      );
      return { p50: quantile(times, 0.5), perSecond: (times.length * 1_000) / (performance.now() - began) };
    };
    const agents = { popular: landmarks.popularAgent, rare: landmarks.rareAgent };
    const rounds = {
      popular: [] as { p50: number; perSecond: number }[],
      rare: [] as { p50: number; perSecond: number }[],
    };
    for (let i = 0; i <= effort.rounds; i++) {
      for (const agent of ['popular', 'rare'] as const) {
        const measured = await round(agents[agent]);
        // The first round warms up.
        if (i > 0) rounds[agent].push(measured);
      }
    }
    return (['popular', 'rare'] as const).map((agent) => ({
      claims: stage.claims,
      agent,
      p50: spreadOf(rounds[agent].map((one) => one.p50)),
      perSecond: spreadOf(rounds[agent].map((one) => one.perSecond)),
    }));
  } finally {
    clients.forEach((client) => client.close());
  }
}
