import { badInput, refuse } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId, newId } from '../../identity';
import { documentOfUnnamed, presentAgents, type AgentRow } from '../agent/agent.queries';
import { saveAgents } from '../agent/agent.service';
import { newAgentRow, type NewAgent } from '../agent/agent.write';
import type { ChangeWriter } from '../change-set/change-set.service';
import { guard, needAll, needOne, stateFor } from '../change-set/guard';
import type { ClaimRow } from '../claim/claim.queries';
import { saveClaims } from '../claim/claim.service';
import { newClaimRow, type NewClaim } from '../claim/claim.write';
import { presentDocuments, presentVersions } from '../document/document.queries';
import type { Viewer } from '../principal/viewer';
import { saveSpans } from '../span/span.service';
import { newSpanRow, type NewSpan } from '../span/span.write';
import type { SpanRow } from '../span/span.queries';
import { claimsBehind, componentOf, linkSuperseded, type AttributionRow } from './attribution.queries';
import { saveAttributions } from './attribution.service';

export interface NewHop {
  agent?: string | null;
  newAgent?: NewAgent | null;
  onBehalfOf?: string[] | null;
  addressedTo?: string[] | null;
  possiblyVia?: string[] | null;
  quoteType?: ValueOf<'QuoteType'> | null;
  disclosure?: ValueOf<'Disclosure'> | null;
  cue?: string | null;
  speechAct?: string | null;
  describedAs?: string | null;
  saidAt?: string | null;
  medium?: string | null;
  setting?: string | null;
  scopeCertainty?: number | null;
  sic?: boolean | null;
  note?: string | null;
  viaDocument?: string | null;
  spans?: NewSpan[] | null;
}
export interface NewAssertion {
  claim?: string | null;
  text?: string | null;
  language?: string | null;
  type?: ValueOf<'ClaimType'> | null;
  quantities?: NewClaim['quantities'];
  polarity?: ValueOf<'Polarity'> | null;
}
export interface NewAttribution {
  documentVersion: string;
  /** Outermost first, origin last. The outlet is no hop of these: it is the document's publisher. */
  hops: NewHop[];
  asserts?: NewAssertion[] | null;
  presupposes?: string[] | null;
  /** An attribution in whose place the chain stands; it is retracted. */
  supersedes?: string | null;
  reviewState?: ValueOf<'ReviewState'> | null;
}

/** Records a whole chain with its spans and claims. Returns the id of its origin, the attribution that has the claims. */
export async function recordAttribution(writer: ChangeWriter, input: NewAttribution, viewer: Viewer): Promise<string> {
  const versionOf = checkId(input.documentVersion, 'DocumentVersion', 'documentVersion');
  if (input.hops.length === 0) throw badInput('hops: a chain has at least one.', 'hops');
  const version = await needOne(writer, presentVersions, versionOf, 'documentVersion');
  const [document] = await writer.read(presentDocuments, { ids: [version.document] });
  const publisher = document?.row.publisher ?? null;
  await checkReferences(writer, input);
  if (input.supersedes != null)
    await retractAttribution(writer, checkId(input.supersedes, 'Attribution', 'supersedes'), viewer, 'supersedes');

  const agents = await agentsOf(writer, input.hops, { document: version.document, publisher });
  const claims = await claimsOf(writer, input, viewer);
  const reviewState = stateFor(viewer, input.reviewState);
  const ids = input.hops.map(() => newId('Attribution'));
  const last = input.hops.length - 1;
  const rows = input.hops.map((hop, i): AttributionRow => {
    const agent = agents[i] as AgentRow | null;
    return {
      id: ids[i] as string,
      version: versionOf,
      agent: agent?.id ?? null,
      disclosure: hop.disclosure ?? disclosureOf(agent),
      quoteType: hop.quoteType ?? null,
      cue: hop.cue ?? null,
      speechAct: hop.speechAct ?? null,
      describedAs: hop.describedAs ?? null,
      saidAt: edtf(hop.saidAt, `hops.${i}.saidAt`),
      medium: hop.medium ?? null,
      setting: hop.setting ?? null,
      scopeCertainty: within(hop.scopeCertainty, `hops.${i}.scopeCertainty`),
      sic: hop.sic ?? false,
      note: hop.note ?? null,
      reviewState,
      onBehalfOf: sorted(hop.onBehalfOf),
      addressedTo: sorted(hop.addressedTo),
      possiblyVia: sorted(hop.possiblyVia),
      relays: i === last ? [] : [ids[i + 1] as string],
      asserts: i === last ? claims.asserts : [],
      presupposes: i === last ? sorted(input.presupposes) : [],
      viaDocument: hop.viaDocument ?? null,
      utterance: null,
      carriedIn: [],
    };
  });
  await saveAttributions(writer, rows, {
    labelOf: (id) => agents.find((agent) => agent?.id === id)?.label,
    documentOf: () => version.document,
    publisherOf: () => publisher,
  });
  const spans = input.hops.flatMap((hop, i) =>
    (hop.spans ?? []).map((span, n): SpanRow => {
      try {
        const owner = ids[i] as string;
        return newSpanRow(span, { owner, version: versionOf, text: version.text, zone: 'BODY' });
      } catch (error) {
        throw withField(error, `hops.${i}.spans.${n}`);
      }
    }),
  );
  await saveSpans(writer, spans);
  const origin = ids[last] as string;
  if (input.supersedes != null) await writer.link(linkSuperseded, [{ id: origin, supersedes: input.supersedes }]);
  return origin;
}

/**
 * Retracts an attribution, and with it every hop that is left without a chain to stand in: what relays nothing any more,
 * and what was only known through it. @throws SaysoError NOT_FOUND, NEEDS_REVIEWER
 */
export async function retractAttribution(
  writer: ChangeWriter,
  id: string,
  viewer: Viewer,
  field: string,
  expectedRevision?: number | null,
): Promise<void> {
  await guard(writer, id, viewer, field, expectedRevision);
  const component = await writer.read(componentOf, { id });
  const gone = new Set([id]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { id: hop, relays, relayedBy } of component) {
      if (gone.has(hop)) continue;
      const relaysNothing = relays.length > 0 && relays.every((inner) => gone.has(inner));
      const isUnreached = relayedBy.length > 0 && relayedBy.every((outer) => gone.has(outer));
      if (relaysNothing || isUnreached) grown = gone.add(hop).size > 0;
    }
  }
  for (const hop of gone) if (hop !== id) await guard(writer, hop, viewer, field);
  const claims = await writer.read(claimsBehind, { ids: [...gone] });
  await writer.retract([...gone]);
  writer.touch({ claims: claims.map((row) => row.claimId) });
}

async function checkReferences(writer: ChangeWriter, input: NewAttribution): Promise<void> {
  const wanted = new Map<string, string>();
  const want = (
    ids: (string | null | undefined)[] | null | undefined,
    kind: Parameters<typeof checkId>[1],
    field: string,
  ) => {
    for (const id of ids ?? []) if (id != null) wanted.set(checkId(id, kind, field), field);
  };
  input.hops.forEach((hop, i) => {
    want([hop.agent], 'Agent', `hops.${i}.agent`);
    want(hop.onBehalfOf, 'Agent', `hops.${i}.onBehalfOf`);
    want(hop.addressedTo, 'Agent', `hops.${i}.addressedTo`);
    want(hop.possiblyVia, 'Agent', `hops.${i}.possiblyVia`);
    want([hop.viaDocument], 'Document', `hops.${i}.viaDocument`);
  });
  input.asserts?.forEach((one, i) => want([one.claim], 'Claim', `asserts.${i}.claim`));
  want(input.presupposes, 'Claim', 'presupposes');
  await needAll(writer, wanted);
}

/** The agent of each hop, new ones recorded. A narrator's hop credits the publisher without saying so. */
async function agentsOf(
  writer: ChangeWriter,
  hops: NewHop[],
  { document, publisher }: { document: string; publisher: string | null },
): Promise<(AgentRow | null)[]> {
  const ids = hops.map((hop) =>
    hop.disclosure === 'OWN_VOICE' && hop.agent == null && hop.newAgent == null ? publisher : (hop.agent ?? null),
  );
  const known = new Map(
    (await writer.read(presentAgents, { ids: [...new Set(ids.filter((id) => id !== null))] })).map(({ id, row }) => [
      id,
      row,
    ]),
  );
  const agents: (AgentRow | null)[] = [];
  for (const [i, hop] of hops.entries()) {
    const id = ids[i] ?? null;
    if (hop.newAgent != null) {
      if (id !== null) throw badInput(`hops.${i}: give an agent or a new one, not both.`, `hops.${i}.newAgent`);
      agents.push(await newAgentRow(writer, hop.newAgent, `hops.${i}.newAgent`));
    } else agents.push(id === null ? null : (known.get(id) ?? null));
  }
  await saveAgents(
    writer,
    agents.filter((agent, i): agent is AgentRow => agent !== null && hops[i]?.newAgent != null),
  );
  // Rule 3: an unnamed source that another document has credited is not this one's.
  const unnamed = agents
    .filter((agent, i) => agent?.label === 'UnnamedSource' && hops[i]?.newAgent == null)
    .map((agent) => agent!.id);
  const elsewhere = (await writer.read(documentOfUnnamed, { ids: unnamed, at: null })).find(
    (home) => home.id !== document,
  );
  if (elsewhere) {
    throw badInput(
      `hops: the unnamed source ${elsewhere.parentId} belongs to another document, ${elsewhere.id}.`,
      'hops',
    );
  }
  return agents;
}

async function claimsOf(
  writer: ChangeWriter,
  input: NewAttribution,
  viewer: Viewer,
): Promise<{ asserts: AttributionRow['asserts'] }> {
  const rows: ClaimRow[] = [];
  const asserts = (input.asserts ?? []).map((one, i) => {
    const polarity = one.polarity ?? 'ASSERTED';
    if (one.claim != null) {
      if (one.text != null)
        throw badInput(`asserts.${i}: give a claim or the text of a new one, not both.`, `asserts.${i}`);
      return { claim: one.claim, polarity };
    }
    if (one.text == null || one.type == null || one.language == null) {
      throw badInput(`asserts.${i}: a claim's id, or text, language and type of a new one.`, `asserts.${i}`);
    }
    const row = newClaimRow(
      { text: one.text, type: one.type, language: one.language, quantities: one.quantities },
      viewer,
      `asserts.${i}.text`,
    );
    rows.push(row);
    return { claim: row.id, polarity };
  });
  await saveClaims(writer, rows);
  return { asserts: asserts.sort((one, other) => (one.claim < other.claim ? -1 : 1)) };
}

function disclosureOf(agent: AgentRow | null): ValueOf<'Disclosure'> {
  if (!agent) return 'UNSTATED';
  const byLabel = {
    Person: 'NAMED_PERSON',
    Organization: 'INSTITUTION',
    UnnamedSource: 'UNNAMED',
    SourceGroup: 'GROUP',
  } as const;
  return byLabel[agent.label];
}

function withField(error: unknown, field: string): unknown {
  if (error instanceof Error && 'userCode' in error) {
    const { userCode } = error as unknown as { userCode: Parameters<typeof refuse>[0] };
    return refuse(userCode, error.message.replace(/^span [^:]*: /, `${field}: `), field);
  }
  return error;
}

function within(value: number | null | undefined, field: string): number | null {
  if (value != null && !(value >= 0 && value <= 1)) throw badInput(`${field}: between 0 and 1.`, field);
  return value ?? null;
}
/** EDTF, as far as its letters go. */
export function edtf(value: string | null | undefined, field: string): string | null {
  if (value != null && !/^[0-9X?~%./\-TZ:+[\]{},]{4,40}$/.test(value))
    throw badInput(`${field}: not an EDTF date.`, field);
  return value ?? null;
}
const sorted = (ids: string[] | null | undefined) => [...new Set(ids ?? [])].sort();
