import { z } from 'zod';
import { enums, type EnumName } from '../../graph/vocabulary';
import { kindOf, type Identified } from '../../identity';
import type { RecordRows, RowsName } from './record.rows';

/**
 * The form of a record (docs/import.md): one line of JSON, `{"kind": …, "row": {…}}`. A row has every field of its kind;
 * one that is left out counts as null, or as an empty list. Unknown fields are refused: a typing error would lose data.
 */
const id = (kind: Identified) => z.string().refine((value) => kindOf(value) === kind, `not the id of a ${kind}`);
const idOf = (...kinds: Identified[]) =>
  z.string().refine((value) => kinds.includes(kindOf(value) as Identified), `not the id of a ${kinds.join(' or ')}`);
const oneOf = <N extends EnumName>(name: N) => z.enum(enums[name] as unknown as [(typeof enums)[N][number]]);
/** Neo4j's import tool has this character between the members of a list. */
const noSeparator = (value: string) => !value.includes('\u001f');
const text = z.string().min(1).refine(noSeparator, 'has the control character U+001F');
const edtf = z.string().regex(/^[0-9X?~%./\-TZ:+[\]{},]{4,40}$/, 'not an EDTF date');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hexadecimal');
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'not a moment such as 2024-01-31T18:00:00.000Z')
  .refine((value) => !Number.isNaN(Date.parse(value)), 'no moment of the calendar');
const url = z
  .string()
  .regex(/^https?:\/\/\S+$/, 'not an http(s) address')
  .refine(noSeparator, 'has the control character U+001F');
const orNull = <T extends z.ZodType>(type: T) => type.nullable().default(null);
/** Ids in the order in which the graph gives them, each once. */
const idsOf = (...kinds: Identified[]) =>
  z
    .array(idOf(...kinds))
    .default([])
    .transform(inOrder);
const offset = z.number().int().min(0);
const agentLabel = z.enum(['Person', 'Organization', 'UnnamedSource', 'SourceGroup']);

function inOrder(ids: string[]): string[] {
  return ids.length < 2 ? ids : [...new Set(ids)].sort();
}
const byId = <T extends { id: string }>(list: T[]) => list.sort((one, other) => (one.id < other.id ? -1 : 1));

export const recordFormat = {
  agent: z.strictObject({
    id: id('Agent'),
    label: agentLabel,
    name: text,
    aliases: z.array(text).default([]),
    kind: orNull(oneOf('OrganizationKind')),
    descriptor: orNull(text),
    anonymityReason: orNull(text),
    affiliatedWith: idsOf('Agent'),
  }),
  event: z.strictObject({ id: id('Event'), label: text, time: orNull(edtf), type: orNull(text) }),
  utterance: z.strictObject({
    id: id('Utterance'),
    saidAt: orNull(edtf),
    place: orNull(text),
    medium: orNull(text),
    reviewState: oneOf('ReviewState'),
  }),
  document: z.strictObject({
    id: id('Document'),
    url: orNull(url),
    otherUrls: z.array(url).default([]),
    title: orNull(text),
    docType: orNull(text),
    language: orNull(text),
    availability: oneOf('Availability'),
    publisher: orNull(id('Agent')),
    authors: idsOf('Agent'),
  }),
  version: z.strictObject({
    id: id('DocumentVersion'),
    document: id('Document'),
    seq: z.number().int().min(1),
    contentSha256: orNull(sha256),
    text: orNull(z.string()),
    textAccess: orNull(oneOf('TextAccess')),
    publishedAt: orNull(moment),
    modifiedAt: orNull(moment),
    retrievedAt: orNull(moment),
    archivedUrl: orNull(url),
    availability: oneOf('Availability'),
    revisionOf: orNull(id('DocumentVersion')),
  }),
  claim: z.strictObject({
    id: id('Claim'),
    text,
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'not a language tag'),
    type: oneOf('ClaimType'),
    reviewState: oneOf('ReviewState'),
    quantities: z
      .array(
        z.strictObject({
          id: id('Quantity'),
          measure: text,
          unit: orNull(text),
          value: orNull(z.number()),
          min: orNull(z.number()),
          max: orNull(z.number()),
          comparator: oneOf('Comparator'),
          approximate: z.boolean(),
        }),
      )
      .default([])
      .transform(byId),
    events: idsOf('Event'),
    mentions: idsOf('Agent'),
  }),
  attribution: z.strictObject({
    id: id('Attribution'),
    version: id('DocumentVersion'),
    agent: orNull(id('Agent')),
    disclosure: oneOf('Disclosure'),
    quoteType: orNull(oneOf('QuoteType')),
    cue: orNull(text),
    speechAct: orNull(text),
    describedAs: orNull(text),
    saidAt: orNull(edtf),
    medium: orNull(text),
    setting: orNull(text),
    scopeCertainty: orNull(z.number().min(0).max(1)),
    sic: z.boolean(),
    note: orNull(text),
    reviewState: oneOf('ReviewState'),
    onBehalfOf: idsOf('Agent'),
    addressedTo: idsOf('Agent'),
    possiblyVia: idsOf('Agent'),
    relays: idsOf('Attribution'),
    asserts: z
      .array(z.strictObject({ claim: id('Claim'), polarity: oneOf('Polarity') }))
      .default([])
      .transform((list) => list.sort((one, other) => (one.claim < other.claim ? -1 : 1))),
    presupposes: idsOf('Claim'),
    viaDocument: orNull(id('Document')),
    utterance: orNull(id('Utterance')),
    carriedIn: idsOf('DocumentVersion'),
  }),
  notice: z.strictObject({
    id: id('CorrectionNotice'),
    kind: oneOf('NoticeKind'),
    version: id('DocumentVersion'),
    text: orNull(text),
    statedAt: orNull(moment),
    specific: z.boolean(),
    corrects: idsOf('Attribution', 'TextSpan'),
    introduces: idsOf('Attribution'),
  }),
  commentRequest: z.strictObject({
    id: id('CommentRequest'),
    version: id('DocumentVersion'),
    asked: idsOf('Agent'),
    outcome: oneOf('CommentOutcome'),
  }),
  span: z.strictObject({
    id: id('TextSpan'),
    owner: orNull(idOf('Attribution', 'CorrectionNotice', 'CommentRequest')),
    version: id('DocumentVersion'),
    anchoredFrom: orNull(id('TextSpan')),
    role: oneOf('SpanRole'),
    segment: offset,
    start: orNull(offset),
    end: orNull(offset),
    exact: orNull(z.string()),
    exactSha256: orNull(sha256),
    prefix: orNull(z.string()),
    suffix: orNull(z.string()),
    zone: oneOf('Zone'),
    anchorStatus: oneOf('AnchorStatus'),
    anchorScore: z.number().min(0).max(1),
  }),
  relation: z.strictObject({
    id: id('ClaimRelation'),
    kind: oneOf('ClaimRelationKind'),
    left: id('Claim'),
    right: id('Claim'),
    types: z.array(oneOf('ContradictionType')).default([]),
    sameEvent: oneOf('SameEvent'),
    score: orNull(z.number().min(0).max(1)),
    method: oneOf('RelationMethod'),
    rationale: orNull(text),
    reviewState: oneOf('ReviewState'),
    basedOn: idsOf('Attribution', 'TextSpan'),
  }),
  join: z.strictObject({
    id: id('Join'),
    joins: z.tuple([idOf('Agent', 'Utterance'), idOf('Agent', 'Utterance')]).transform((pair) => pair.sort()),
    reviewState: oneOf('ReviewState'),
    rationale: orNull(text),
  }),
  review: z.strictObject({
    id: id('Review'),
    url: orNull(url),
    claim: id('Claim'),
    claimRevision: z.number().int().min(1),
    documentVersion: orNull(id('DocumentVersion')),
    author: orNull(id('Agent')),
    claimReviewed: orNull(text),
    datePublished: orNull(moment),
    raw: orNull(z.string()),
    rating: orNull(
      z.strictObject({
        id: id('Rating'),
        ratingValue: orNull(z.number()),
        bestRating: orNull(z.number()),
        worstRating: orNull(z.number()),
        alternateName: orNull(text),
      }),
    ),
  }),
};

export type RecordKind = keyof typeof recordFormat;
export const recordKinds = Object.keys(recordFormat) as RecordKind[];

/** Where the rows of a kind are kept. */
export const rowsOfKind = {
  agent: 'agents',
  event: 'events',
  utterance: 'utterances',
  document: 'documents',
  version: 'versions',
  claim: 'claims',
  attribution: 'attributions',
  span: 'spans',
  relation: 'relations',
  join: 'joins',
  review: 'reviews',
  notice: 'notices',
  commentRequest: 'commentRequests',
} as const satisfies Record<RecordKind, RowsName>;

// Each form gives exactly the row that its service writes.
type RowOf<K extends RecordKind> = RecordRows[(typeof rowsOfKind)[K]][number];
type SameRow<K extends RecordKind> = [z.infer<(typeof recordFormat)[K]>, RowOf<K>] extends [
  RowOf<K>,
  z.infer<(typeof recordFormat)[K]>,
]
  ? true
  : K;
const formsAreRows: { [K in RecordKind]: true } = {} as { [K in RecordKind]: SameRow<K> };
void formsAreRows;
