import type { Context } from '../../context';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { AgentLabel } from '../agent/agent.queries';
import { namedAgents, type NamedAgent } from '../agent/shown-agent';
import { toChainMatch } from '../attribution/attribution.input';
import { toChain, type Hop } from '../attribution/attribution-chain.type';
import type { AttributionNode, ChainParts, ChainRow } from '../attribution/attribution.queries';
import { attributionOf, spansOf } from '../attribution/chain-values';
import type { SpanNode } from '../span/span.queries';

/** Words in a version. Offsets are UTF-16 code units, null for an orphan. */
export interface ShownPlace {
  id: string;
  role: ValueOf<'SpanRole'>;
  segment: number;
  start: number | null;
  end: number | null;
  zone: ValueOf<'Zone'>;
  anchorStatus: ValueOf<'AnchorStatus'>;
  anchorScore: number | null;
  exactSha256: string | null;
  version: string;
  /** The words and what stands around them, where everybody may see them; null elsewhere. */
  words: { exact: string; prefix: string; suffix: string } | null;
}
/** What a document says of one hop, in its own or our words. */
export interface ShownAttribution extends Omit<AttributionNode, 'disclosure' | 'revision' | 'recordedTo'> {
  onBehalfOf: NamedAgent[];
  addressedTo: NamedAgent[];
  /** Relays that the wording leaves open. */
  possiblyVia: NamedAgent[];
  viaDocument: string | null;
  carriedIn: string[];
  utterance: string | null;
}
export interface ShownHop {
  role: ValueOf<'HopRole'>;
  /** Null where the document names nobody. */
  agent: string | null;
  agentId: string | null;
  agentType: AgentLabel | null;
  /** Null at the outlet, as is the attribution. */
  disclosure: ValueOf<'Disclosure'> | null;
  /** Where its words stand in the version. */
  places: ShownPlace[];
  attribution: ShownAttribution | null;
}
export interface ShownChain {
  id: string;
  text: string;
  polarity: ValueOf<'Polarity'>;
  presupposed: boolean;
  inLatestVersion: boolean;
  document: ReadDocument;
  hops: ShownHop[];
}
/** A document, and the version of it that something was read in. */
export interface ReadDocument {
  id: string;
  title: string | null;
  url: string | null;
  version: number | null;
  versionId: string;
  publishedAt: Date | null;
  modifiedAt: Date | null;
  availability: ValueOf<'Availability'> | null;
  /** Whether the text that is held is for everybody. */
  textAccess: ValueOf<'TextAccess'> | null;
}

const parts: ChainParts = { withAttributions: true, withAgents: false, withSpans: true, withLatest: true };

/** The confirmed chains of a claim, at most `limit`. */
export async function shownChains(
  context: Context,
  { id, at }: { id: string; at: At },
  limit: number,
): Promise<ShownChain[]> {
  const which = { id, at, ...toChainMatch(null), ...parts, afterKey: '', limit };
  const rows = await context.loaders.attribution.chainsOfClaim.rows.load(which);
  return Promise.all(rows.map((row) => toShown(row)));

  async function toShown(row: ChainRow): Promise<ShownChain> {
    const { id: chain, text, polarity, presupposed, inLatestVersion, hops } = toChain(row, { id, at }, parts);
    const [document, shown] = await Promise.all([readDocument(context, row, at), Promise.all(hops.map(toHop))]);
    return { id: chain, text, polarity, presupposed, inLatestVersion, document, hops: shown };
  }

  async function toHop({ role, values, agentValues }: Hop): Promise<ShownHop> {
    const places = values === null ? [] : spansOf(values).map(shownPlace);
    places.sort(byPlace);
    const [agentId = null, agentType = null, agent = null] = agentValues ?? [];
    return {
      ...{ role, agent, agentId, agentType, disclosure: values?.[1] ?? null, places },
      attribution: values && (await shownAttribution(context, attributionOf(values), at)),
    };
  }
}

export async function readDocument(
  { loaders }: Context,
  { documentId, versionId }: { documentId: string; versionId: string },
  at: At,
): Promise<ReadDocument> {
  const document = await loaders.document.byId.load({ id: documentId, at });
  const version = await loaders.document.versionInShort.load({ id: versionId, at });
  const { title = null, url = null } = document ?? {};
  const { seq = null, publishedAt = null, modifiedAt = null, availability = null, textAccess = null } = version ?? {};
  return { id: documentId, title, url, version: seq, versionId, publishedAt, modifiedAt, availability, textAccess };
}

export async function shownAttribution(
  context: Context,
  node: Omit<AttributionNode, 'disclosure' | 'revision' | 'recordedTo'>,
  at: At,
): Promise<ShownAttribution> {
  const { id, quoteType, cue, speechAct, describedAs, saidAt, medium, setting } = node;
  const { scopeCertainty, sic, note, reviewState, recordedFrom } = node;
  const [edges] = await context.loaders.attribution.edges.load({ id, at });
  const { viaDocument = null, carriedIn = [], utterance = null } = edges ?? {};
  const [onBehalfOf, addressedTo, possiblyVia] = await Promise.all([
    namedAgents(context, edges?.onBehalfOf ?? [], at),
    namedAgents(context, edges?.addressedTo ?? [], at),
    namedAgents(context, edges?.possiblyVia ?? [], at),
  ]);
  return {
    ...{ id, quoteType, cue, speechAct, describedAs, saidAt, medium, setting, scopeCertainty, sic, note },
    ...{ reviewState, recordedFrom, onBehalfOf, addressedTo, possiblyVia, viaDocument, carriedIn, utterance },
  };
}

/** In the order of the text. */
export const byPlace = (one: ShownPlace, other: ShownPlace) => (one.start ?? 0) - (other.start ?? 0);

/** A span with its words only where its text is for everybody, whoever asks: what is made of it is passed on. */
export function shownPlace(span: SpanNode): ShownPlace {
  const { id, role, segment, start, end, zone, anchorStatus, anchorScore, exactSha256, versionId, textAccess } = span;
  const { exact, prefix, suffix } = span;
  return {
    ...{ id, role, segment, start, end, zone, anchorStatus, anchorScore, exactSha256, version: versionId },
    words: textAccess === 'PUBLIC' && exact !== null ? { exact, prefix: prefix ?? '', suffix: suffix ?? '' } : null,
  };
}
