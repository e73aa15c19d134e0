import type { FastifyInstance } from 'fastify';
import type { Context } from '../context';
import { nodesInAgent, wholeAgent } from '../features/agent/whole-agent';
import { changesSince } from '../features/feed/changes-since';
import { agentView, type AgentAsShown } from './agent-view';
import { resourceAddress, resourcePage, type Resource, type ResourcePageOptions, type Shown } from './resource-page';

const agents: Resource<AgentAsShown> = {
  path: 'agents',
  kind: 'Agent',
  noun: 'agent',
  forms: [
    { suffix: 'html', type: 'text/html', write: agentView },
    { suffix: 'json', type: 'application/json', write: jsonOf },
  ],
  read: readAgent,
};
/** So many claims a list; where there are more, the forms say so. */
const mostClaims = 50;

/** `GET /agents/<id>`: what an agent said, through whom, and who says otherwise (docs/agent-page.md). */
export async function agentPage(app: FastifyInstance, options: ResourcePageOptions): Promise<void> {
  resourcePage(app, options, agents);
}

async function readAgent(context: Context, id: string, asOf: Date | null): Promise<Shown<AgentAsShown>> {
  const now = await wholeAgent(context, id, mostClaims);
  if (!now || asOf === null) return now && { agent: now, asOf, since: null };
  const then = await wholeAgent(context, id, mostClaims, asOf);
  if (!then) return { unknown: asOf };
  return { agent: then, asOf, since: await changesSince(context, { then, now, nodesIn: nodesInAgent }, asOf) };
}

function jsonOf({ agent, asOf, since }: AgentAsShown): string {
  return JSON.stringify({ url: resourceAddress('agents', agent.id, null), asOf, since, agent });
}
