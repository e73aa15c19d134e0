import type { Context } from '../../context';
import { placeBefore, type At } from '../../graph/loading';
import { enums, type ValueOf } from '../../graph/vocabulary';
import { kindOf } from '../../identity';
import { statesOf } from './claim.input';
import type { ClaimNode } from './claim.queries';
import { shownPlace, type ShownPlace } from './shown-chain';

/** What a relation is based on: an attribution, or words. */
export interface ShownEvidence {
  id: string;
  /** Who is credited by the attribution; null for words, and where nobody is. */
  agent: string | null;
  cue: string | null;
  place: ShownPlace | null;
  document: { id: string; title: string | null; url: string | null } | null;
}
export interface ShownRelation {
  id: string;
  kind: ValueOf<'ClaimRelationKind'>;
  /** "LEFT kind RIGHT": on which side the claim stands that was asked about. */
  side: 'LEFT' | 'RIGHT';
  types: ValueOf<'ContradictionType'>[];
  sameEvent: ValueOf<'SameEvent'>;
  score: number | null;
  method: ValueOf<'RelationMethod'>;
  rationale: string | null;
  recordedFrom: Date;
  claim: Pick<ClaimNode, 'id' | 'text' | 'language' | 'type' | 'reviewState'>;
  evidence: ShownEvidence[];
}

const contradicting: ValueOf<'ClaimRelationKind'>[] = ['CONTRADICTS'];
const others = enums.ClaimRelationKind.filter((kind) => kind !== 'CONTRADICTS');

/** The confirmed contradictions of a claim, or its other confirmed relations, the newest first, at most `limit`. */
export async function shownRelations(
  { loaders }: Context,
  { id, at }: { id: string; at: At },
  which: 'contradictions' | 'others',
  limit: number,
): Promise<ShownRelation[]> {
  const kinds = which === 'contradictions' ? contradicting : others;
  const newest = placeBefore({ first: limit, after: null }, at);
  const rows = await loaders.relation.ofClaim.rows.load({
    ...{ id, at, ...newest, kinds, reviewStates: statesOf(null), limit },
  });
  return Promise.all(
    rows.map(
      async ({ id: relation, kind, leftId, types, sameEvent, score, method, rationale, recordedFrom, other }) => {
        const basis = await loaders.relation.evidence.load({ id: relation, at });
        return {
          ...{ id: relation, kind, side: leftId === id ? ('LEFT' as const) : ('RIGHT' as const) },
          ...{ types, sameEvent, score, method, rationale, recordedFrom },
          claim: toRelated(other),
          evidence: await Promise.all(
            basis.map((one) => (kindOf(one.id) === 'TextSpan' ? words(one.id) : said(one.id))),
          ),
        };
      },
    ),
  );

  async function words(span: string): Promise<ShownEvidence> {
    const row = await loaders.span.byId.load({ id: span, at });
    const document = row && (await documentOf(row.versionId));
    return { id: span, agent: null, cue: null, place: row && shownPlace(row), document };
  }

  async function said(attribution: string): Promise<ShownEvidence> {
    const [row, [edges]] = await Promise.all([
      loaders.attribution.byId.load({ id: attribution, at }),
      loaders.attribution.edges.load({ id: attribution, at }),
    ]);
    const agent = edges?.agentId == null ? null : await loaders.agent.byId.load({ id: edges.agentId, at });
    const document = edges ? await documentOf(edges.reportedIn) : null;
    return { id: attribution, agent: agent?.name ?? null, cue: row?.cue ?? null, place: null, document };
  }

  async function documentOf(version: string): Promise<ShownEvidence['document']> {
    const documentId = (await loaders.document.versionInShort.load({ id: version, at }))?.documentId;
    const row = documentId === undefined ? null : await loaders.document.byId.load({ id: documentId, at });
    return row && { id: row.id, title: row.title, url: row.url };
  }
}

const toRelated = ({ id, text, language, type, reviewState }: ClaimNode) => ({ id, text, language, type, reviewState });
