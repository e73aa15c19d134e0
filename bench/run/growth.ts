import { openClient, type Asking } from '../measure/client';
import { footprints } from '../measure/footprint';
import { openProfiler } from '../measure/profile';
import { inRounds } from '../measure/rounds';
import { askingOf, examplesOf } from './examples';
import type { AgentCell, Effort, ExampleCell } from './result';
import type { Stage } from './stage';

const agentPage = /* GraphQL */ `
  query AgentPage($agent: ID!) {
    agent(id: $agent) {
      name
      claims(first: 20) {
        edges {
          role
          position
          node {
            id
            text
          }
        }
        pageInfo {
          endCursor
        }
      }
    }
  }
`;

/** Every example operation on each of these graphs, in turns. */
export async function measureExamples(stages: Stage[], effort: Effort): Promise<ExampleCell[]> {
  const askings = stages.flatMap((stage) =>
    examplesOf(stage.landmarks).map(({ name, query, variables }) => ({
      stage,
      operation: name,
      asking: askingOf(query, variables),
    })),
  );
  const measured = await inTurns(askings, effort);
  return measured.map(({ asked, p50, hits, roundTrips }) => ({
    claims: asked.stage.claims,
    operation: asked.operation,
    p50,
    hits,
    roundTrips,
  }));
}

/** The first page of the popular agent's claims and of a rare one's, on each of these graphs, in turns. */
export async function measureAgents(stages: Stage[], effort: Effort): Promise<AgentCell[]> {
  const askings = stages.flatMap((stage) =>
    (['popular', 'rare'] as const).map((agent) => {
      const { popularAgent, rareAgent } = stage.landmarks;
      return { stage, agent, asking: askingOf(agentPage, { agent: agent === 'popular' ? popularAgent : rareAgent }) };
    }),
  );
  const measured = await inTurns(askings, effort);
  return measured.map(({ asked, p50, hits }) => ({ claims: asked.stage.claims, agent: asked.agent, p50, hits }));
}

async function inTurns<T extends { stage: Stage; asking: Asking }>(askings: T[], effort: Effort) {
  const clients = new Map(askings.map(({ stage }) => [stage, openClient(stage.sayso.url)]));
  const contenders = askings.map(({ stage, asking }, i) => ({
    name: String(i),
    once: async () => {
      const answer = await clients.get(stage)?.ask(asking);
      if (!answer || answer.text.includes('"errors"')) throw new Error(`Sayso answered: ${answer?.text.slice(0, 300)}`);
      return answer.ms;
    },
  }));
  const requests = Math.ceil(effort.requests / 4);
  const timed = await inRounds(contenders, { rounds: effort.rounds, requests, warmUp: Math.ceil(effort.warmUp / 4) });
  for (const client of clients.values()) client.close();
  const counted = [];
  for (const stage of clients.keys()) {
    const profiler = openProfiler(stage.neo4j);
    const counter = await footprints(stage.graph, profiler);
    for (const asked of askings.filter((one) => one.stage === stage)) {
      const p50 = timed[askings.indexOf(asked)]?.p50;
      if (p50) counted.push({ asked, p50, ...(await counter.of(asked.asking)) });
    }
    await counter.close();
    await profiler.close();
  }
  return counted;
}
