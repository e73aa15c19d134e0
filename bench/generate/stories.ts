import { documentId, joinId, quantityId, ratingId, reviewId, versionId } from '../../src/identity';
import { sha256Of } from '../../src/sha256';
import { anchor } from '../../src/features/span/span.service';
import { standsOf, summarise, type ChainStand, type OriginChain } from '../../src/features/origin/origin.rules';
import type { ValueOf } from '../../src/graph/vocabulary';
import {
  agentId,
  attributionId,
  firstOrigin,
  chainCount,
  claimId,
  drawOrganization,
  drawOutlet,
  drawPerson,
  eventId,
  hasUtterance,
  idOf,
  isJoined,
  isProposed,
  isRareAgents,
  isReviewed,
  momentOf,
  popularAgent,
  popularShare,
  quantityOf,
  rareAgent,
  rarePerson,
  relationOf,
  spelt,
  utteranceId,
  type AgentGroup,
  type Plan,
} from './plan';
import { below, drawOf, oneOf, zipf, type Draw } from './random';
import type { GraphRecord, RowOf } from './record';
import { nameAt, personNameAt, sentenceAt } from './words';

/** Records that are written together: some agents, or a document with all that it says. */
export interface Story {
  number: number;
  records: GraphRecord[];
  /** The claims whose last chain this is, with everything derived from their chains. */
  complete: CompleteClaim[];
}
export interface CompleteClaim {
  claimId: string;
  originCount: number;
  /** `since` is the number of the story that brought the first of its chains. */
  stands: (Omit<ChainStand, 'recordedFrom'> & { since: number })[];
}

/** A claim of which more chains are to come. */
interface Pending {
  claim: number;
  told: number;
  chains: OriginChain[];
}

/** Everything, story after story. What is held meanwhile is the claims that more documents will speak of. */
export function* storiesOf(plan: Plan): Generator<Story> {
  const pending: Pending[] = [];
  let number = 0;
  for (const records of poolOf(plan)) yield { number: number++, records, complete: [] };
  let owed = 0;
  let next = 0;
  for (let i = 0; next < plan.claims || pending.length > 0; i++) {
    const draw = drawOf(plan.seed, 10, i);
    const fresh: number[] = [];
    for (let count = 1 + below(draw, 4); count > 0 && next < plan.claims; count--) fresh.push(next++);
    // Later documents take up earlier claims: about as many as there are new ones, or all that are left at the end.
    const repeats = next < plan.claims ? Math.min(8, Math.round((owed / 300) * 2 * draw())) : Math.min(8, owed);
    const told = fresh.map((claim): Pending => ({ claim, told: 0, chains: [] }));
    for (const one of told) owed += chainCount(plan, one.claim);
    const again = Array.from({ length: repeats }, () => pending[below(draw, pending.length)]).filter((one) => !!one);
    const draft = draftOf(plan, i, number, next - 1, draw);
    for (const one of told) addClaim(draft, one.claim);
    for (const one of [...told, ...again]) {
      if (one.told >= chainCount(plan, one.claim)) continue;
      one.chains.push(...addChain(draft, one.claim, one.told++));
      owed--;
    }
    const complete: CompleteClaim[] = [];
    for (const one of told) if (one.told < chainCount(plan, one.claim)) pending.push(one);
    for (const one of new Set([...told, ...again])) {
      if (one.told < chainCount(plan, one.claim)) continue;
      const at = pending.indexOf(one);
      if (at >= 0) {
        pending[at] = pending[pending.length - 1] as Pending;
        pending.pop();
      }
      complete.push(derivedOf(plan, one));
    }
    yield { number: number++, records: recordsOfDraft(draft, fresh), complete };
  }
}

function derivedOf(plan: Plan, { claim, chains }: Pending): CompleteClaim {
  return {
    claimId: claimId(plan, claim),
    originCount: summarise(chains).distinctKnown,
    // The story's number stands in for its moment (addChain).
    stands: standsOf(chains).map(({ recordedFrom, ...stand }) => ({ ...stand, since: recordedFrom?.getTime() ?? 0 })),
  };
}

const poolStep = 500;
/** Those who are spoken of in many documents, and what happened. */
function* poolOf(plan: Plan): Generator<GraphRecord[]> {
  let records: GraphRecord[] = [];
  for (const record of poolRecords(plan)) {
    records.push(record);
    if (records.length < poolStep) continue;
    yield records;
    records = [];
  }
  yield records;
}

function* poolRecords(plan: Plan): Generator<GraphRecord> {
  const kindOf: Partial<Record<AgentGroup, ValueOf<'OrganizationKind'>>> = {
    agencies: 'NEWS_AGENCY',
    outlets: 'NEWS_OUTLET',
  };
  const kinds = ['GOVERNMENT_BODY', 'STATE', 'ARMED_GROUP', 'COMPANY', 'NGO', 'INTERNATIONAL_BODY', 'OTHER'] as const;
  const empty = { aliases: [] as string[], descriptor: null, anonymityReason: null, affiliatedWith: [] };
  for (const group of ['agencies', 'outlets', 'organizations'] as const) {
    for (let i = 0; i < plan[group]; i++) {
      const name = { agencies: 'News Agency', outlets: 'Ledger', organizations: 'Board' }[group];
      const kind = kindOf[group] ?? oneOf(drawOf(plan.seed, 20, i), kinds);
      const row = { ...empty, id: agentId(plan, group, i), label: 'Organization', kind } as const;
      yield { kind: 'agent', row: { ...row, name: `${nameAt(5, i)} ${nameAt(6, i)} ${name}` } };
    }
  }
  for (let i = 0; i < plan.groups; i++) {
    const row = { ...empty, id: agentId(plan, 'groups', i), label: 'SourceGroup', kind: null } as const;
    yield { kind: 'agent', row: { ...row, name: `residents of ${nameAt(4, i)}` } };
  }
  for (let i = 0; i < plan.persons; i++) {
    const id = agentId(plan, 'persons', i);
    const row = { ...empty, label: 'Person', kind: null } as const;
    const name = personNameAt(i);
    yield { kind: 'agent', row: { ...row, id, name } };
    if (!isJoined(i)) continue;
    const other = agentId(plan, 'persons', i, spelt.otherwise);
    yield { kind: 'agent', row: { ...row, id: other, name: name.replace(/^\w+/, (first) => `${first.charAt(0)}.`) } };
    const joins = [id, other].sort() as [string, string];
    yield { kind: 'join', row: { id: joinId(id, other), joins, reviewState: 'CONFIRMED', rationale: null } };
  }
  for (let i = 0; i < plan.events; i++) {
    yield { kind: 'event', row: { id: eventId(plan, i), label: `Events in ${nameAt(4, i)}`, time: null, type: null } };
  }
}

const cues = ['said', 'told', 'announced', 'stated', 'confirmed', 'wrote'] as const;

/** What one hop says: who, how it is disclosed, by what name the document calls them. */
interface Voice {
  agent: string | null;
  disclosure: ValueOf<'Disclosure'>;
  called: string;
  /** Which person, where it is one of the pool. */
  person?: number;
}

/** A document in the making: its text grows with each chain. */
interface Draft {
  plan: Plan;
  i: number;
  /** The number of its story. */
  number: number;
  draw: Draw;
  moment: number;
  publisher: string;
  document: string;
  text: string;
  claims: GraphRecord[];
  utterances: GraphRecord[];
  unnamed: Map<string, GraphRecord>;
  attributions: RowOf<'attribution'>[];
  spans: { id: string; owner: string; role: 'CONTENT' | 'RELAY'; start: number; end: number }[];
}

function draftOf(plan: Plan, i: number, number: number, clock: number, draw: Draw): Draft {
  return {
    plan,
    i,
    number,
    draw,
    moment: momentOf(plan, clock),
    publisher: agentId(plan, 'outlets', drawOutlet(plan, draw)),
    document: documentId(urlOf(plan, i)),
    text: '',
    claims: [],
    utterances: [],
    unnamed: new Map(),
    attributions: [],
    spans: [],
  };
}

function addClaim(draft: Draft, claim: number): void {
  const { plan } = draft;
  const id = claimId(plan, claim);
  const draw = drawOf(plan.seed, 11, claim);
  const quantity = quantityOf(plan, claim);
  const types = ['EVENT', 'STATE', 'CHARACTERISATION', 'EVALUATION', 'PREDICTION', 'COMMITMENT'] as const;
  const mentions = draw() < 0.3 ? [agentId(plan, 'organizations', drawOrganization(plan, draw))] : [];
  const events = draw() < 0.2 ? [eventId(plan, zipf(draw, plan.events, 0.6))] : [];
  const counted = { measure: 'count', unit: null, value: quantity, min: null, max: null, approximate: false };
  draft.claims.push({
    kind: 'claim',
    row: {
      id,
      text: claimText(plan, claim),
      language: 'en',
      type: quantity === null ? (types[zipf(draw, types.length, 0.5)] ?? 'EVENT') : 'QUANTITY',
      reviewState: isProposed(plan, claim) ? 'PROPOSED' : 'CONFIRMED',
      quantities: quantity === null ? [] : [{ id: quantityId(id, 0), comparator: 'EQUAL', ...counted }],
      events,
      mentions,
    },
  });
  if (hasUtterance(plan, claim)) {
    const saidAt = new Date(momentOf(plan, claim) - 3_600_000).toISOString();
    const place = nameAt(4, claim % 2_000);
    const row = { id: utteranceId(plan, claim), saidAt, place, medium: null, reviewState: 'CONFIRMED' } as const;
    draft.utterances.push({ kind: 'utterance', row });
  }
}

/** Writes a chain of the claim into the document. Gives what counts for its origins: nothing where it is proposed. */
function addChain(draft: Draft, claim: number, chain: number): OriginChain[] {
  const { plan } = draft;
  const draw = drawOf(plan.seed, 12, claim, chain);
  const proposed = draw() < 0.02;
  const narrated = draw() < 0.1 && !(isRareAgents(plan, claim) && chain === 0);
  const hops = narrated ? 1 : hopCount(draw);
  const polarity = !narrated && draw() < 0.04 ? 'DENIED' : 'ASSERTED';
  const presupposed = polarity === 'ASSERTED' && draw() < 0.02;
  const origin = narrated
    ? ({ agent: draft.publisher, disclosure: 'OWN_VOICE', called: '' } as const)
    : isRareAgents(plan, claim) && chain === 0
      ? ({
          agent: rareAgent(plan),
          disclosure: 'NAMED_PERSON',
          called: personNameAt(rarePerson(plan)),
          person: rarePerson(plan),
        } as const)
      : originVoice(draft, draw, claim, chain);
  const relays = Array.from({ length: hops - 1 }, () => relayVoice(plan, draw));
  const cue = oneOf(draw, cues);
  const utterance = hasUtterance(plan, claim) && draw() < 0.6 ? utteranceId(plan, claim) : null;
  const moment = chain === 0 ? momentOf(plan, claim) : draft.moment;
  const ids = [origin, ...relays].map((_, hop) => attributionId(plan, moment, claim, chain, hop));
  [origin, ...relays].forEach((voice, hop) => {
    const isOrigin = hop === 0;
    draft.attributions.push({
      id: ids[hop] as string,
      version: '',
      agent: voice.agent,
      disclosure: voice.disclosure,
      quoteType: isOrigin && !narrated ? (draw() < 0.3 ? 'DIRECT' : 'INDIRECT') : null,
      cue: narrated ? null : cue,
      speechAct: null,
      describedAs: voice.disclosure === 'NAMED_PERSON' && draw() < 0.3 ? 'spokesperson' : null,
      saidAt: null,
      medium: null,
      setting: null,
      scopeCertainty: draw() < 0.05 ? 0.7 : null,
      sic: false,
      note: null,
      reviewState: proposed ? 'PROPOSED' : 'CONFIRMED',
      onBehalfOf: [],
      addressedTo: [],
      possiblyVia: [],
      relays: isOrigin ? [] : [ids[hop - 1] as string],
      asserts: isOrigin && !presupposed ? [{ claim: claimId(plan, claim), polarity }] : [],
      presupposes: isOrigin && presupposed ? [claimId(plan, claim)] : [],
      viaDocument: null,
      utterance: isOrigin ? utterance : null,
      carriedIn: [],
    });
  });
  addSentence(draft, claim, chain, ids, relays, origin, cue);
  if (proposed) return [];
  return [
    {
      polarity,
      presupposed,
      narrated,
      documentId: draft.document,
      publisherId: draft.publisher,
      hopAgents: [...relays.reverse(), origin].map((voice) => voice.agent),
      hopUtterances: [],
      unnamed: origin.disclosure === 'UNNAMED',
      sameAgents: spellingsOf(plan, origin),
      sameUtterances: utterance === null ? [] : [utterance],
      recordedFrom: new Date(draft.number),
    },
  ];
}

function originVoice(draft: Draft, draw: Draw, claim: number, chain: number): Voice {
  const { plan } = draft;
  const u = draw();
  if (u < popularShare * popularMore) return institution(popularAgent(plan), 'a news agency');
  if (u < 0.2) return unnamedSource(draft, draw, claim, chain);
  if (u < 0.25) return { agent: null, disclosure: 'UNSTATED', called: 'It' };
  if (u < 0.3) return { agent: agentId(plan, 'groups', below(draw, plan.groups)), disclosure: 'GROUP', called: 'They' };
  if (u < 0.55) return institution(agentId(plan, 'organizations', drawOrganization(plan, draw)), 'a board');
  const person = drawPerson(plan, draw);
  const spelling = isJoined(person) && draw() < 0.3 ? spelt.otherwise : spelt.first;
  const agent = agentId(plan, 'persons', person, spelling);
  return { agent, disclosure: 'NAMED_PERSON', called: personNameAt(person), person };
}

function unnamedSource(draft: Draft, draw: Draw, claim: number, chain: number): Voice {
  const { plan } = draft;
  // One source may be cited several times in a document: it stays that document's.
  const known = [...draft.unnamed.keys()];
  if (known.length > 0 && draw() < 0.3) return { agent: known[0] as string, disclosure: 'UNNAMED', called: 'a source' };
  const id = idOf(plan, 'Agent', draft.moment, 9, claim, chain);
  const affiliatedWith = draw() < 0.5 ? [agentId(plan, 'organizations', drawOrganization(plan, draw))] : [];
  const descriptor = `${oneOf(draw, ['senior', 'former', 'local', 'security'])} official`;
  const anonymityReason = draw() < 0.5 ? 'was not authorised to speak' : null;
  const row = { id, label: 'UnnamedSource', name: descriptor, aliases: [], kind: null } as const;
  draft.unnamed.set(id, { kind: 'agent', row: { ...row, descriptor, anonymityReason, affiliatedWith, aliases: [] } });
  return { agent: id, disclosure: 'UNNAMED', called: 'a source' };
}

function addSentence(
  draft: Draft,
  claim: number,
  chain: number,
  ids: string[],
  relays: Voice[],
  origin: Voice,
  cue: string,
): void {
  const { plan, moment } = draft;
  const content = claimText(plan, claim);
  const place = (owner: string, role: 'CONTENT' | 'RELAY', words: string) => {
    const start = draft.text.length;
    draft.text += words;
    const id = idOf(plan, 'TextSpan', moment, claim, chain, ids.indexOf(owner));
    draft.spans.push({ id, owner, role, start, end: draft.text.length });
  };
  relays.forEach((voice, hop) => {
    place(ids[hop + 1] as string, 'RELAY', voice.called);
    draft.text += ' reported that ';
  });
  if (origin.called !== '') draft.text += `${origin.called} ${cue} that `;
  place(ids[0] as string, 'CONTENT', content);
  draft.text += '. ';
}

/** All records of the document, in the order in which one refers to another. */
function recordsOfDraft(draft: Draft, fresh: number[]): GraphRecord[] {
  const { plan, draw, moment, i } = draft;
  const held = isHeld(plan, i);
  const contentSha256 = held ? sha256Of(draft.text) : null;
  const version = contentSha256
    ? versionId(draft.document, contentSha256, null)
    : idOf(plan, 'DocumentVersion', moment, i, 1);
  const author = draw() < 0.5 ? [agentId(plan, 'persons', drawPerson(plan, draw))] : [];
  const dated = new Date(moment + (i % 1_000)).toISOString();
  const out: GraphRecord[] = [...draft.unnamed.values(), ...draft.utterances];
  const document = {
    id: draft.document,
    url: urlOf(plan, i),
    otherUrls: [],
    title: `${nameAt(7, i)}: ${nameAt(8, i)}`,
    docType: 'NEWS_ARTICLE',
    language: 'en',
    availability: held ? 'HELD' : 'SEEN_NOT_HELD',
    publisher: draft.publisher,
    authors: author,
  } as const;
  out.push({ kind: 'document', row: { ...document, otherUrls: [] } });
  const first: RowOf<'version'> = {
    id: version,
    document: draft.document,
    seq: 1,
    contentSha256,
    text: held ? draft.text : null,
    textAccess: held ? 'PUBLIC' : null,
    publishedAt: dated,
    modifiedAt: null,
    retrievedAt: null,
    archivedUrl: null,
    availability: held ? 'HELD' : 'SEEN_NOT_HELD',
    revisionOf: null,
  };
  out.push({ kind: 'version', row: first });
  const second = isCorrected(plan, i) ? secondVersion(draft, first, moment) : null;
  if (second) out.push({ kind: 'version', row: second });
  out.push(...draft.claims);
  // A correction takes back the document's first chain; the others go on.
  const [corrected] = draft.attributions;
  const relaying = new Set<string>(corrected ? [corrected.id] : []);
  for (const row of draft.attributions) if (row.relays.some((id) => relaying.has(id))) relaying.add(row.id);
  for (const row of draft.attributions) {
    const carriedIn = second && !relaying.has(row.id) ? [second.id] : [];
    out.push({ kind: 'attribution', row: { ...row, version, carriedIn } });
  }
  const text = held ? draft.text : null;
  const place = { version, segment: 0, zone: 'BODY', anchoredFrom: null } as const;
  for (const span of draft.spans) {
    const exactSha256 = sha256Of(draft.text.slice(span.start, span.end));
    out.push({ kind: 'span', row: anchor({ ...span, ...place, exactSha256 }, text) });
  }
  if (second) {
    for (const [at, span] of draft.spans.entries()) {
      if (relaying.has(span.owner)) continue;
      const exactSha256 = sha256Of(draft.text.slice(span.start, span.end));
      const id = idOf(plan, 'TextSpan', moment, i, at, 2);
      const later = { ...span, ...place, id, owner: null, version: second.id, anchoredFrom: span.id, exactSha256 };
      out.push({ kind: 'span', row: anchor(later, second.text) });
    }
    out.push({
      kind: 'notice',
      row: {
        id: idOf(plan, 'CorrectionNotice', moment, i),
        kind: 'CORRECTION',
        version: second.id,
        text: held ? 'An earlier version said otherwise.' : null,
        statedAt: second.publishedAt,
        specific: corrected !== undefined,
        corrects: corrected ? [corrected.id] : [],
        introduces: [],
      },
    });
  }
  if (draw() < 0.01) {
    const asked = [agentId(plan, 'organizations', drawOrganization(plan, draw))];
    const id = idOf(plan, 'CommentRequest', moment, i);
    out.push({ kind: 'commentRequest', row: { id, version, asked, outcome: 'NO_REPLY' } });
  }
  for (const claim of fresh) out.push(...relationRecords(plan, claim), ...reviewRecords(plan, claim));
  return out;
}

function secondVersion(draft: Draft, first: RowOf<'version'>, moment: number): RowOf<'version'> {
  const text = first.text === null ? null : `${first.text}An earlier version said otherwise.`;
  const contentSha256 = text === null ? null : sha256Of(text);
  const id = contentSha256
    ? versionId(draft.document, contentSha256, first.id)
    : idOf(draft.plan, 'DocumentVersion', moment, draft.i, 2);
  const publishedAt = new Date(moment + 7_200_000).toISOString();
  return { ...first, id, seq: 2, text, contentSha256, publishedAt, revisionOf: first.id };
}

/** The address of the n-th document. */
export const urlOf = (plan: Plan, i: number) =>
  `https://${nameAt(9, i % 50).toLowerCase()}.example/${plan.seed}/news/${i}`;
/** Every third document's text is held, and shown to all. */
export const isHeld = (plan: Plan, i: number) => drawOf(plan.seed, 13, i)() < 0.33;
/** One document in a hundred is corrected later. */
export const isCorrected = (plan: Plan, i: number) => drawOf(plan.seed, 14, i)() < 0.01;
export const claimText = (plan: Plan, claim: number) =>
  sentenceAt(drawOf(plan.seed, 15, claim), quantityOf(plan, claim));

// An origin is drawn as the popular one this much oftener than its share of all attributions: narrators and most relays
// are others.
const popularMore = 1.1;
const institution = (agent: string, called: string): Voice => ({ agent, disclosure: 'INSTITUTION', called });

function relayVoice(plan: Plan, draw: Draw): Voice {
  if (draw() < popularShare * popularMore) return institution(popularAgent(plan), 'A news agency');
  if (draw() < 0.7) return institution(agentId(plan, 'agencies', 1 + below(draw, plan.agencies - 1)), 'An agency');
  return institution(agentId(plan, 'outlets', drawOutlet(plan, draw)), 'A paper');
}

function hopCount(draw: Draw): number {
  const u = draw();
  return u < 0.68 ? 1 : u < 0.93 ? 2 : u < 0.98 ? 3 : 4;
}

/** The agent and, where a person's name is spelt in two ways, the one that it is joined to. */
function spellingsOf(plan: Plan, { agent, person }: Voice): string[] {
  if (agent === null) return [];
  if (person === undefined || !isJoined(person)) return [agent];
  return [spelt.first, spelt.otherwise].map((spelling) => agentId(plan, 'persons', person, spelling));
}

function relationRecords(plan: Plan, claim: number): GraphRecord[] {
  const relation = relationOf(plan, claim);
  if (!relation) return [];
  const { id, kind, sameEvent, types, proposed } = relation;
  const reviewState = proposed ? 'PROPOSED' : 'CONFIRMED';
  const [left, right] = [claimId(plan, relation.left), claimId(plan, relation.right)];
  const basedOn = claim % 2 === 0 ? [firstOrigin(plan, relation.left), firstOrigin(plan, relation.right)].sort() : [];
  const row = { id, kind, left, right, types, sameEvent, score: null, method: 'HUMAN', rationale: null } as const;
  return [{ kind: 'relation', row: { ...row, types, reviewState, basedOn } }];
}

function reviewRecords(plan: Plan, claim: number): GraphRecord[] {
  if (!isReviewed(plan, claim)) return [];
  const url = `https://checks.example/${plan.seed}/${claim}`;
  const id = reviewId(url, claimId(plan, claim));
  const value = 1 + (claim % 5);
  return [
    {
      kind: 'review',
      row: {
        id,
        url,
        claim: claimId(plan, claim),
        claimRevision: 1,
        documentVersion: null,
        author: agentId(plan, 'organizations', claim % plan.organizations),
        claimReviewed: claimText(plan, claim),
        datePublished: new Date(momentOf(plan, claim) + 86_400_000).toISOString(),
        raw: null,
        rating: { id: ratingId(id), ratingValue: value, bestRating: 5, worstRating: 1, alternateName: null },
      },
    },
  ];
}
