import type { Context } from '../../context';
import type { At } from '../../graph/loading';
import { checkId } from '../../identity';
import { distinct, without } from '../../rows';
import { shownAgents, type ShownAgent } from '../agent/shown-agent';
import { correctionsOfAttributions, type ShownCorrection } from '../correction/shown-correction';
import type { DocumentNode, VersionInShort } from '../document/document.queries';
import type { Origins } from '../origin/origin.rules';
import type { ReviewNode } from '../review/review.queries';
import type { ClaimNode, EventNode, QuantityNode } from './claim.queries';
import { shownChains, type ShownChain } from './shown-chain';
import { shownRelations, type ShownRelation } from './shown-relation';

export type ShownVersion = Omit<VersionInShort, 'documentId'>;
/** A document of the chains, with those of its versions that the chains and the notices were read in. */
export type ShownDocument = Omit<DocumentNode, 'revision'> & { authors: string[]; versions: ShownVersion[] };
export interface ShownReview {
  id: string;
  author: string | null;
  authorId: string | null;
  url: string | null;
  datePublished: Date | null;
  rating: ReviewNode['rating'];
  claimReviewed: string | null;
  claimRevision: number | null;
  documentVersion: string | null;
}
/** docs/claim-page.md has the shape: it is what `/claims/<id>.json` answers. */
export interface WholeClaim extends Omit<ClaimNode, 'originCount'> {
  quantities: Omit<QuantityNode, 'parentId'>[];
  events: Omit<EventNode, 'parentId'>[];
  origins: Pick<Origins, 'distinctKnown' | 'unnamed' | 'unknown' | 'chains' | 'documents'>;
  chains: ShownChain[];
  contradictions: ShownRelation[];
  /** Confirmed relations of all other kinds. */
  relations: ShownRelation[];
  corrections: ShownCorrection[];
  reviews: ShownReview[];
  /** Everybody who is named above, and where it was read. */
  agents: ShownAgent[];
  documents: ShownDocument[];
  /** Which of its lists have more than `most` entries, and were cut there. */
  cut: ('chains' | 'contradictions' | 'relations' | 'reviews')[];
}

/**
 * A claim with all that is confirmed about it, now or at a moment, at most `most` entries a list; null for an id that no
 * claim has, or had then. Asks what the API asks. Of a text it has no words but those that everybody may see.
 * @throws SaysoError BAD_USER_INPUT for what is no id of a claim
 */
export async function wholeClaim(
  context: Context,
  id: string,
  most: number,
  at: At = null,
): Promise<WholeClaim | null> {
  const { loaders } = context;
  const key = { id: checkId(id, 'Claim'), at };
  const limit = most + 1;
  // One after another: what is asked at once is planned as one query, which takes longer than all of these when it is new.
  const claim = await loaders.claim.byId.load(key);
  if (!claim) return null;
  const origins = await loaders.origin.ofClaim.load(key);
  const quantities = await loaders.claim.quantities.load(key);
  const events = await loaders.claim.events.load(key);
  const chains = await shownChains(context, key, limit);
  const contradictions = await shownRelations(context, key, 'contradictions', limit);
  const relations = await shownRelations(context, key, 'others', limit);
  const reviews = await loaders.review.ofClaim.rows.load({ ...key, afterId: '', limit });
  const lists = { chains, contradictions, relations, reviews };
  const shown = chains.slice(0, most);
  const attributions = shown.flatMap(({ hops }) => hops.map(({ attribution }) => attribution?.id));
  const corrections = await correctionsOfAttributions(context, distinct(attributions), at);
  const documents = await documentsOf(context, shown, corrections, at);
  const judged = reviews.slice(0, most).map(toShownReview);
  const { distinctKnown, unnamed, unknown } = origins;
  return {
    ...{ id: claim.id, text: claim.text, language: claim.language, type: claim.type },
    ...{ reviewState: claim.reviewState, revision: claim.revision, recordedFrom: claim.recordedFrom },
    quantities: quantities.map((row) => without(row, 'parentId')),
    events: events.map((row) => without(row, 'parentId')),
    origins: { distinctKnown, unnamed, unknown, chains: origins.chains, documents: origins.documents },
    chains: shown,
    contradictions: contradictions.slice(0, most),
    relations: relations.slice(0, most),
    corrections,
    reviews: judged,
    agents: await shownAgents(context, agentsIn({ chains: shown, documents, reviews: judged }), at),
    documents,
    cut: (Object.keys(lists) as (keyof typeof lists)[]).filter((name) => lists[name].length > most),
  };
}

/** Every node that stands in it and has a history. */
export function nodesInClaim(claim: WholeClaim): string[] {
  return [
    claim.id,
    ...claim.chains.flatMap(({ hops }) => hops.flatMap(({ attribution }) => (attribution ? [attribution.id] : []))),
    ...claim.contradictions.map(({ id }) => id),
    ...claim.relations.map(({ id }) => id),
    ...claim.corrections.map(({ id }) => id),
    ...claim.reviews.map(({ id }) => id),
    ...claim.agents.map(({ id }) => id),
    ...claim.documents.flatMap(({ id, versions }) => [id, ...versions.map((version) => version.id)]),
  ];
}

async function documentsOf(
  { loaders }: Context,
  chains: ShownChain[],
  corrections: ShownCorrection[],
  at: At,
): Promise<ShownDocument[]> {
  const ids = distinct(chains.map(({ document }) => document.id));
  const versionIds = distinct([
    ...chains.map(({ document }) => document.versionId),
    ...corrections.map(({ statedIn }) => statedIn),
  ]).sort();
  const versions = await Promise.all(versionIds.map((id) => loaders.document.versionInShort.load({ id, at })));
  const documents = await Promise.all(
    ids.map(async (id) => {
      const row = await loaders.document.byId.load({ id, at });
      if (!row) return [];
      const authors = (await loaders.document.authors.load({ id, at })).map((author) => author.id);
      const own = versions.flatMap((version) => {
        return version?.documentId === id ? [without(version, 'documentId')] : [];
      });
      return [{ ...without(row, 'revision'), authors, versions: own.sort((one, other) => one.seq - other.seq) }];
    }),
  );
  return documents.flat();
}

function agentsIn({ chains, documents, reviews }: Pick<WholeClaim, 'chains' | 'documents' | 'reviews'>): string[] {
  return distinct([
    ...chains.flatMap(({ hops }) =>
      hops.flatMap(({ agentId, attribution }) => [
        agentId,
        ...[attribution?.onBehalfOf, attribution?.addressedTo, attribution?.possiblyVia].flatMap((named) =>
          (named ?? []).map(({ id }) => id),
        ),
      ]),
    ),
    ...documents.flatMap(({ publisherId, authors }) => [publisherId, ...authors]),
    ...reviews.map(({ authorId }) => authorId),
  ]);
}

function toShownReview(row: ReviewNode): ShownReview {
  const { id, author, url, datePublished, rating, claimReviewed, claimRevision, documentVersion } = row;
  return {
    ...{ id, author: author?.name ?? null, authorId: author?.id ?? null, url, datePublished, rating },
    ...{ claimReviewed, claimRevision, documentVersion },
  };
}
