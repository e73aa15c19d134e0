import { recordAttribution, type NewAttribution } from '../../src/features/attribution/attribution.write';
import { reviseAgent, type AgentRevision } from '../../src/features/agent/agent.write';
import { commitChange, type ChangeWriter, type Committed } from '../../src/features/change-set/change-set.service';
import { recordClaim, reviseClaim, type ClaimRevision, type NewClaim } from '../../src/features/claim/claim.write';
import { recordCorrection, type NewCorrection } from '../../src/features/correction/correction.write';
import { decide, type Decision } from '../../src/features/decision/decision.service';
import { retract, type Retraction } from '../../src/features/decision/retraction.service';
import { recordDocument, type NewDocument } from '../../src/features/document/document.write';
import { joinAgents, joinUtterances, split } from '../../src/features/join/join.write';
import { createKey } from '../../src/features/principal/keys.service';
import type { Role, Viewer } from '../../src/features/principal/viewer';
import {
  relateClaims,
  reviseRelation,
  type NewRelation,
  type RelationRevision,
} from '../../src/features/relation/relation.write';
import { recordReview, type NewReview } from '../../src/features/review/review.write';
import type { Graph } from '../../src/graph/graph';
import type { ValueOf } from '../../src/graph/vocabulary';
import { newId } from '../../src/identity';
import type { TestApi } from './api';

type Work = (writer: ChangeWriter, viewer: Viewer) => Promise<string>;

/** The hand of one principal that writes through the services, as the mutations do. Each call is one change set. */
export class Hand {
  /** What the last call committed; null where there was nothing to write. */
  last: Committed<string>['changeSet'] = null;
  readonly viewer: Viewer;

  constructor(
    private readonly graph: Graph,
    role: Role = 'REVIEWER',
  ) {
    this.viewer = { id: newId('Principal'), name: `test ${role}`, roles: [role] };
  }

  /** The moment of the last change. */
  get moment(): Date {
    if (!this.last) throw new Error('The last call wrote nothing.');
    return this.last.recordedAt;
  }

  async change(op: ValueOf<'ChangeOp'>, work: Work): Promise<string> {
    const key = `test:${newId('ChangeSet')}`;
    const request = { principal: this.viewer, op, key, input: key, reason: `test ${op}` };
    const { value, changeSet } = await commitChange(
      this.graph,
      request,
      (writer) => work(writer, this.viewer),
      (id) => id,
    );
    this.last = changeSet;
    return value;
  }

  document(input: NewDocument): Promise<string> {
    return this.change('RECORD', (writer, viewer) =>
      recordDocument(writer, { textAccess: 'PUBLIC', ...input }, viewer),
    );
  }
  claim(text: string, more: Partial<NewClaim> = {}): Promise<string> {
    const input: NewClaim = { text, language: 'en', type: 'EVENT', ...more };
    return this.change('RECORD', (writer, viewer) => recordClaim(writer, input, viewer));
  }
  /** Gives the id of the origin. */
  chain(input: NewAttribution): Promise<string> {
    return this.change('RECORD', (writer, viewer) => recordAttribution(writer, input, viewer));
  }
  relate(input: NewRelation): Promise<string> {
    return this.change('RECORD', (writer, viewer) => relateClaims(writer, input, viewer));
  }
  review(input: NewReview): Promise<string> {
    return this.change('RECORD', (writer, viewer) => recordReview(writer, input, viewer));
  }
  correction(input: NewCorrection): Promise<string> {
    return this.change('RECORD', (writer, viewer) => recordCorrection(writer, input, viewer));
  }
  decide(id: string, to: Decision['to'], expectedRevision?: number): Promise<string> {
    return this.change('DECIDE', (writer, viewer) => decide(writer, { id, to, expectedRevision }, viewer));
  }
  retract(id: string, more: Partial<Retraction> = {}): Promise<string> {
    return this.change('RETRACT', (writer, viewer) => retract(writer, { id, ...more }, viewer));
  }
  reviseClaim(claim: string, more: Partial<ClaimRevision>): Promise<string> {
    return this.change('REVISE', (writer, viewer) => reviseClaim(writer, { claim, ...more }, viewer));
  }
  reviseAgent(agent: string, more: Partial<AgentRevision>): Promise<string> {
    return this.change('REVISE', (writer, viewer) => reviseAgent(writer, { agent, ...more }, viewer));
  }
  reviseRelation(relation: string, more: Partial<RelationRevision>): Promise<string> {
    return this.change('REVISE', (writer, viewer) => reviseRelation(writer, { relation, ...more }, viewer));
  }
  joinAgents(...agents: string[]): Promise<string> {
    return this.change('JOIN', (writer, viewer) => joinAgents(writer, { agents }, viewer));
  }
  joinUtterances(...attributions: string[]): Promise<string> {
    return this.change('JOIN', (writer, viewer) => joinUtterances(writer, { attributions }, viewer));
  }
  split(kind: 'Agent' | 'Utterance', ...ids: string[]): Promise<string> {
    return this.change('SPLIT', (writer, viewer) => split(writer, { ids }, kind, viewer));
  }
}

/** The ids of a document's versions, the first first. */
export async function versionsOf(graph: Graph, document: string): Promise<string[]> {
  const rows = await graph.command(
    'MATCH (:Document {id: $document})<-[:VERSION_OF]-(v:DocumentVersion) RETURN v.id AS id ORDER BY v.seq',
    { document },
  );
  return rows.map((row) => row.id as string);
}

/** The hops of the chain that ends in this origin, outermost first. */
export async function hopsOf(graph: Graph, origin: string): Promise<string[]> {
  const rows = await graph.command(
    `MATCH path = (outer)-[:RELAYS*0..7]->({id: $origin})
     WHERE NOT ()-[:RELAYS]->(outer)
     RETURN [hop IN nodes(path) | hop.id] AS hops`,
    { origin },
  );
  return (rows[0]?.hops ?? []) as string[];
}

/** The agent that an attribution credits. */
export async function creditedBy(graph: Graph, attribution: string): Promise<string> {
  const [row] = await graph.command('MATCH ({id: $attribution})-[:CREDITS]->(a:Agent) RETURN a.id AS id', {
    attribution,
  });
  if (!row) throw new Error(`${attribution} credits nobody.`);
  return row.id as string;
}

export type Keys = Record<Role, string>;

/** A key for each role. */
export async function keysOf(graph: Graph): Promise<Keys> {
  const keyOf = async (role: Role) => (await createKey(graph, { principal: `the ${role}`, role })).key;
  return {
    READER: await keyOf('READER'),
    CONTRIBUTOR: await keyOf('CONTRIBUTOR'),
    REVIEWER: await keyOf('REVIEWER'),
    ADMIN: await keyOf('ADMIN'),
  };
}

export interface UserErrorAnswer {
  code: string;
  field: string | null;
  message: string;
}
export interface MutationAnswer {
  payload: Record<string, any> & { userErrors: UserErrorAnswer[] };
  /** The codes of GraphQL errors: where the role does not do. */
  refused: string[];
}

const inputTypes: Record<string, string> = {
  joinAgents: 'JoinInput',
  splitAgents: 'SplitInput',
  splitUtterances: 'SplitInput',
};
let keyCount = 0;

/** A mutation over HTTP, under a new idempotency key unless `input` has one. `select` is what to ask besides userErrors. */
export async function mutation(
  api: TestApi,
  key: string | undefined,
  name: string,
  input: Record<string, unknown>,
  select = 'changeSet { id seq }',
): Promise<MutationAnswer> {
  const type = inputTypes[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await api.ask(
    `mutation($input: ${type}!) { payload: ${name}(input: $input) { userErrors { code field message } ${select} } }`,
    { input: { idempotencyKey: `key ${++keyCount}`, ...input } },
    key,
  );
  return { payload: data?.payload ?? { userErrors: [] }, refused: (errors ?? []).map((one) => one.extensions.code) };
}

/** Everything in the graph but keys and principals, as one text: two that are equal tell that nothing was written. */
export async function fingerprint(graph: Graph): Promise<string> {
  const nodes = await graph.command(
    `MATCH (n) WHERE NOT n:ApiKey AND NOT n:Principal
     RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id`,
  );
  const edges = await graph.command(
    'MATCH (a)-[r]->(b) RETURN elementId(r) AS id, type(r) AS type, properties(r) AS properties ORDER BY id',
  );
  return JSON.stringify([nodes, edges]);
}
