import type { Context } from '../../context';
import type { At } from '../../graph/loading';
import { checkId } from '../../identity';
import { distinct, without } from '../../rows';
import { namedAgents, shownAgents, type NamedAgent, type ShownAgent } from '../agent/shown-agent';
import type { AttributionEdges, AttributionNode, ClaimOfAttribution } from '../attribution/attribution.queries';
import {
  byPlace,
  shownAttribution,
  shownPlace,
  type ShownAttribution,
  type ShownHop,
  type ShownPlace,
} from '../claim/shown-chain';
import { shownCorrections, type ShownCorrection } from '../correction/shown-correction';
import type { SpanNode } from '../span/span.queries';
import type { DocumentNode, ListedVersion, VersionInShort, VersionNode } from './document.queries';

/** One step before an attribution, nearer to the outlet. */
export interface OuterHop {
  role: 'OUTLET' | 'RELAY';
  agent: string | null;
  agentId: string | null;
  /** Null at the outlet. */
  attribution: string | null;
}
/** A confirmed attribution with its words in the version that is shown. */
export interface StandingAttribution extends Omit<ShownHop, 'role' | 'attribution'> {
  role: 'RELAY' | 'ORIGIN';
  attribution: ShownAttribution;
  /** NOT_CARRIED: it was read in a former version, and not all of its words were found again in this one. */
  standing: 'READ' | 'CARRIED' | 'NOT_CARRIED';
  /** Each way from the outlet to it; an empty one where the outlet speaks itself. */
  through: OuterHop[][];
  claims: Omit<ClaimOfAttribution, 'parentId' | 'reviewState'>[];
}
/** docs/document-page.md has the shape: it is what `/documents/<id>.json` answers. */
export interface WholeDocument extends Omit<DocumentNode, 'publisherId'> {
  publisher: NamedAgent | null;
  authors: NamedAgent[];
  /** The latest first. */
  versions: Omit<ListedVersion, 'parentId'>[];
  /** The one that is shown; null where none is recorded. */
  version: Omit<VersionInShort, 'documentId'> | null;
  /** Its text, where that is for everybody. */
  text: string | null;
  /** In the order of the text; those without a place last. */
  attributions: StandingAttribution[];
  /** Notices that it states, and those that others state about these attributions. */
  corrections: ShownCorrection[];
  /** Everybody who is named above. */
  agents: ShownAgent[];
  /** Which lists have more entries, and were cut. */
  cut: ('versions' | 'attributions' | 'through')[];
}

export const mostVersions = 100;
export const mostAttributions = 1_000;
/** Ways to one attribution: more than a few are a slip of whoever recorded them. */
const mostWays = 10;

/**
 * A document with all that is confirmed about one of its versions, the latest unless `seq` names another, now or at a
 * moment. Null for an id that nothing has, or had then; `'no such version'` where it has, or had, none of that number. Of a
 * text it has no words but those that everybody may see.
 * @throws SaysoError BAD_USER_INPUT for what is no id of a document
 */
export async function wholeDocument(
  context: Context,
  id: string,
  seq: number | null,
  at: At = null,
): Promise<WholeDocument | 'no such version' | null> {
  const { loaders } = context;
  const key = { id: checkId(id, 'Document'), at };
  // One after another: what is asked at once is planned as one query, which takes longer than all of these when it is new.
  const row = await loaders.document.byId.load(key);
  if (!row) return null;
  const version = await versionOf(context, key, seq);
  if (!version && seq !== null) return 'no such version';
  const versions = await loaders.document.versionList.rows.load({ ...key, limit: mostVersions + 1 });
  const [publisher = null] = await namedAgents(context, row.publisherId === null ? [] : [row.publisherId], at);
  const authors = await loaders.document.authors.load(key);
  const found = version
    ? await standingIn(context, version, publisher, at)
    : { attributions: [], isCut: false, areWaysCut: false };
  const { attributions } = found;
  const stated = await loaders.correction.noticesOfDocument.load(key);
  const about = await Promise.all(
    attributions.map(({ attribution }) => loaders.correction.noticesOfAttribution.load({ id: attribution.id, at })),
  );
  const isOpen = version?.availability === 'HELD' && version.textAccess === 'PUBLIC';
  return {
    ...without(row, 'publisherId'),
    publisher,
    authors: authors.map((author) => ({ id: author.id, name: author.name })),
    versions: versions.slice(0, mostVersions).map((one) => without(one, 'parentId')),
    version: version && without(version, 'text', 'documentId'),
    text: isOpen ? version.text : null,
    attributions,
    corrections: await shownCorrections(context, [...stated, ...about.flat()], at),
    agents: await shownAgents(context, agentsIn(attributions, publisher, authors), at),
    cut: [
      ...(versions.length > mostVersions ? (['versions'] as const) : []),
      ...(found.isCut ? (['attributions'] as const) : []),
      ...(found.areWaysCut ? (['through'] as const) : []),
    ],
  };
}

/** Every node that stands in it and has a history. */
export function nodesInDocument({ id, versions, version, attributions, corrections, agents }: WholeDocument): string[] {
  return distinct([
    id,
    version?.id,
    ...versions.map((one) => one.id),
    ...attributions.flatMap(({ attribution, claims }) => [attribution.id, ...claims.map((claim) => claim.id)]),
    ...attributions.flatMap(({ through }) => through.flatMap((hops) => hops.map((hop) => hop.attribution))),
    ...corrections.map((one) => one.id),
    ...agents.map((one) => one.id),
  ]);
}

async function versionOf(
  { loaders }: Context,
  key: { id: string; at: At },
  seq: number | null,
): Promise<VersionNode | null> {
  if (seq === null) {
    const [latest] = await loaders.document.latestVersion.load(key);
    return latest ? without(latest, 'parentId') : null;
  }
  const [next] = await loaders.document.versions.rows.load({ ...key, afterSeq: seq - 1, limit: 1 });
  return next?.seq === seq ? without(next, 'parentId') : null;
}

interface Standing {
  attributions: StandingAttribution[];
  isCut: boolean;
  areWaysCut: boolean;
}

async function standingIn(
  context: Context,
  version: VersionNode,
  publisher: NamedAgent | null,
  at: At,
): Promise<Standing> {
  const { attribution: loaders } = context.loaders;
  const found = await loaders.standingIn.rows.load({ id: version.id, at, afterId: '', limit: mostAttributions + 1 });
  const rows = found.slice(0, mostAttributions);
  const edges = await edgesUpwards(context, rows, at);
  const ids = distinct([...edges.values()].map(({ agentId }) => agentId));
  const agents = new Map((await shownAgents(context, ids, at)).map((agent) => [agent.id, agent]));
  const places = await placesIn(context, version, rows, edges, at);
  let areWaysCut = false;

  const shown = rows.map(async (row): Promise<StandingAttribution[]> => {
    const own = edges.get(row.id);
    if (!own) return [];
    const through = waysTo(row.id);
    if (through.length > mostWays) areWaysCut = true;
    // One whose every way leads through what is not confirmed is in no confirmed chain.
    if (through.length === 0) return [];
    const agent = own.agentId === null ? null : (agents.get(own.agentId) ?? null);
    const claims = await loaders.claims.load({ id: row.id, at });
    const isRead = own.reportedIn === version.id;
    return [
      {
        role: own.relays.length > 0 ? 'RELAY' : 'ORIGIN',
        ...{ agent: agent?.name ?? null, agentId: agent?.id ?? null, agentType: agent?.type ?? null },
        disclosure: row.disclosure,
        places: (places.get(row.id) ?? []).map(shownPlace).sort(byPlace),
        attribution: await shownAttribution(context, row, at),
        standing: isRead ? 'READ' : own.carriedIn.includes(version.id) ? 'CARRIED' : 'NOT_CARRIED',
        through: through.slice(0, mostWays),
        claims: claims
          .filter(({ reviewState }) => reviewState === 'CONFIRMED')
          .map((claim) => without(claim, 'parentId', 'reviewState')),
      },
    ];
  });
  const attributions = (await Promise.all(shown)).flat();
  attributions.sort((one, other) => beginOf(one.places) - beginOf(other.places) || byAttribution(one, other));
  return { attributions, isCut: found.length > mostAttributions, areWaysCut };

  /** From the outlet to just before it, at most one more than are shown. */
  function waysTo(id: string): OuterHop[][] {
    const own = edges.get(id);
    if (!own) return [];
    if (own.relayedBy.length > 0) {
      const ways: OuterHop[][] = [];
      for (const outer of own.relayedBy) {
        const relay = edges.get(outer);
        if (!relay || ways.length > mostWays) continue;
        const agent = relay.agentId === null ? null : (agents.get(relay.agentId) ?? null);
        const hop: OuterHop = {
          ...{ role: 'RELAY', agent: agent?.name ?? null, agentId: agent?.id ?? null, attribution: outer },
        };
        for (const way of waysTo(outer)) if (ways.length <= mostWays) ways.push([...way, hop]);
      }
      return ways;
    }
    const isNarrator = own.relays.length === 0 && own.disclosure === 'OWN_VOICE';
    const outlet: OuterHop = {
      ...{ role: 'OUTLET', agent: publisher?.name ?? null, agentId: publisher?.id ?? null, attribution: null },
    };
    return isNarrator ? [[]] : [[outlet]];
  }
}

type Edges = Map<string, AttributionEdges & Pick<AttributionNode, 'disclosure'>>;

/** Those of the attributions and of all confirmed ones that relay them, also where these are not in the list. */
async function edgesUpwards({ loaders }: Context, rows: AttributionNode[], at: At): Promise<Edges> {
  const { edges, byId } = loaders.attribution;
  const known: Edges = new Map();
  let wanted = rows;
  while (wanted.length > 0) {
    const found = await Promise.all(wanted.map(({ id }) => edges.load({ id, at })));
    found.forEach(([one], i) => {
      const row = wanted[i];
      if (one && row) known.set(row.id, { ...one, disclosure: row.disclosure });
    });
    const outer = distinct(found.flat().flatMap(({ relayedBy }) => relayedBy)).filter((id) => !known.has(id));
    const next = await Promise.all(outer.map((id) => byId.load({ id, at })));
    wanted = next.flatMap((row) => (row?.reviewState === 'CONFIRMED' && row.recordedTo === null ? [row] : []));
  }
  return known;
}

/** The words of each attribution where they stand in this version: where it was read there, or at their later places. */
async function placesIn(
  { loaders }: Context,
  version: VersionNode,
  rows: AttributionNode[],
  edges: Edges,
  at: At,
): Promise<Map<string, SpanNode[]>> {
  const places = await Promise.all(
    rows.map(async ({ id }): Promise<[string, SpanNode[]]> => {
      const roots = await loaders.span.ofAttribution.load({ id, at });
      if (edges.get(id)?.reportedIn === version.id) return [id, roots];
      const later = await Promise.all(roots.map((root) => loaders.span.laterPlaces.load({ id: root.id, at })));
      return [id, later.flat().filter((place) => place.versionId === version.id)];
    }),
  );
  return new Map(places);
}

function agentsIn(attributions: StandingAttribution[], publisher: NamedAgent | null, authors: { id: string }[]) {
  return distinct([
    publisher?.id,
    ...authors.map(({ id }) => id),
    ...attributions.flatMap(({ agentId, attribution, through }) => [
      agentId,
      ...through.flat().map((hop) => hop.agentId),
      ...[...attribution.onBehalfOf, ...attribution.addressedTo, ...attribution.possiblyVia].map(({ id }) => id),
    ]),
  ]);
}

const beginOf = (places: ShownPlace[]) =>
  Math.min(Number.MAX_SAFE_INTEGER, ...places.flatMap(({ start }) => (start === null ? [] : [start])));
const byAttribution = (one: StandingAttribution, other: StandingAttribution) =>
  one.attribution.id < other.attribution.id ? -1 : 1;
