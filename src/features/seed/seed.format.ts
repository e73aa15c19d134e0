import { z } from 'zod';
import { enums, type EnumName } from '../../graph/vocabulary';
import { kindOf, type Identified } from '../../identity';

/** The form of a data set's files (docs/seeds.md explains it). Unknown keys are refused: a typing error would lose data. */
const id = (kind: Identified) => z.string().refine((value) => kindOf(value) === kind, `not the id of a ${kind}`);
const oneOf = <N extends EnumName>(name: N) => z.enum(enums[name] as unknown as [(typeof enums)[N][number]]);
const text = z.string().trim().min(1);
const moment = z.iso.datetime({ offset: true });
const edtf = z.string().regex(/^[0-9X?~%./\-TZ:+[\]{},]{4,40}$/, 'not an EDTF date');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hexadecimal');
const reviewState = oneOf('ReviewState').default('CONFIRMED');
const offset = z.number().int().min(0);
const keyed = <T extends z.ZodType>(kind: Identified, record: T) => z.record(id(kind), record);

/** Offsets are UTF-16 code units, the end excluded; or `exact` (with `prefix`, `suffix` where it stands more than once). */
const span = z.strictObject({
  role: oneOf('SpanRole'),
  segment: offset.default(0),
  start: offset.optional(),
  end: offset.optional(),
  exact: z.string().min(1).optional(),
  exactSha256: sha256.optional(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  zone: oneOf('Zone').default('BODY'),
});
const spans = keyed('TextSpan', span).default({});

export const seedFiles = {
  agents: keyed(
    'Agent',
    z.strictObject({
      type: oneOf('AgentType'),
      name: text,
      aliases: z.array(text).default([]),
      kind: oneOf('OrganizationKind').optional(),
      descriptor: text.optional(),
      anonymityReason: text.optional(),
      affiliatedWith: z.array(id('Agent')).default([]),
    }),
  ),
  events: keyed('Event', z.strictObject({ label: text, time: edtf.optional(), type: text.optional() })),
  utterances: keyed(
    'Utterance',
    z.strictObject({ saidAt: edtf.optional(), place: text.optional(), medium: text.optional(), reviewState }),
  ),
  documents: keyed(
    'Document',
    z.strictObject({
      url: z.url().optional(),
      otherUrls: z.array(z.url()).default([]),
      title: text.optional(),
      docType: text.optional(),
      language: text.optional(),
      availability: oneOf('Availability'),
      publisher: id('Agent').optional(),
      authors: z.array(id('Agent')).default([]),
      versions: keyed(
        'DocumentVersion',
        z.strictObject({
          seq: z.number().int().min(1),
          availability: oneOf('Availability'),
          /** A file beside this one. `contentSha256` is taken from it where it is not given, and checked where it is. */
          textFile: z
            .string()
            .regex(/^[a-z0-9-]+\/[a-z0-9.-]+\.txt$/)
            .optional(),
          contentSha256: sha256.optional(),
          textAccess: oneOf('TextAccess').optional(),
          publishedAt: moment.optional(),
          modifiedAt: moment.optional(),
          retrievedAt: moment.optional(),
          archivedUrl: z.url().optional(),
          revisionOf: id('DocumentVersion').optional(),
        }),
      ),
    }),
  ),
  claims: keyed(
    'Claim',
    z.strictObject({
      text,
      language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/),
      type: oneOf('ClaimType'),
      reviewState,
      quantities: z
        .array(
          z.strictObject({
            measure: text,
            unit: text.optional(),
            value: z.number().optional(),
            min: z.number().optional(),
            max: z.number().optional(),
            comparator: oneOf('Comparator').default('EQUAL'),
            approximate: z.boolean().default(false),
          }),
        )
        .default([]),
      events: z.array(id('Event')).default([]),
      mentions: z.array(id('Agent')).default([]),
    }),
  ),
  attributions: keyed(
    'Attribution',
    z.strictObject({
      version: id('DocumentVersion'),
      /** Null where the document names nobody (`disclosure: UNSTATED`). */
      agent: id('Agent').nullable(),
      disclosure: oneOf('Disclosure'),
      quoteType: oneOf('QuoteType').optional(),
      cue: text.optional(),
      speechAct: text.optional(),
      describedAs: text.optional(),
      saidAt: edtf.optional(),
      medium: text.optional(),
      setting: text.optional(),
      scopeCertainty: z.number().min(0).max(1).optional(),
      sic: z.boolean().default(false),
      note: text.optional(),
      onBehalfOf: z.array(id('Agent')).default([]),
      addressedTo: z.array(id('Agent')).default([]),
      possiblyVia: z.array(id('Agent')).default([]),
      /** The next hops towards the origin. */
      relays: z.array(id('Attribution')).default([]),
      asserts: z.record(id('Claim'), oneOf('Polarity')).default({}),
      presupposes: z.array(id('Claim')).default([]),
      viaDocument: id('Document').optional(),
      utterance: id('Utterance').optional(),
      reviewState,
      spans,
      /** Later versions that still carry it: for each, the new place of every span that this attribution has. */
      carriedIn: z
        .record(
          id('DocumentVersion'),
          keyed('TextSpan', z.strictObject({ from: id('TextSpan'), start: offset.optional(), end: offset.optional() })),
        )
        .default({}),
    }),
  ),
  relations: keyed(
    'ClaimRelation',
    z.strictObject({
      kind: oneOf('ClaimRelationKind'),
      left: id('Claim'),
      right: id('Claim'),
      types: z.array(oneOf('ContradictionType')).default([]),
      sameEvent: oneOf('SameEvent'),
      score: z.number().min(0).max(1).optional(),
      method: oneOf('RelationMethod').default('HUMAN'),
      rationale: text.optional(),
      basedOn: z.array(z.union([id('Attribution'), id('TextSpan')])).default([]),
      reviewState,
    }),
  ),
  joins: keyed(
    'Join',
    z.strictObject({ joins: z.tuple([z.string(), z.string()]), rationale: text.optional(), reviewState }),
  ),
  reviews: keyed(
    'Review',
    z.strictObject({
      url: z.url().optional(),
      claim: id('Claim'),
      claimRevision: z.number().int().min(1).default(1),
      documentVersion: id('DocumentVersion').optional(),
      author: id('Agent').optional(),
      claimReviewed: text.optional(),
      datePublished: moment.optional(),
      rating: z
        .strictObject({
          ratingValue: z.number().optional(),
          bestRating: z.number().optional(),
          worstRating: z.number().optional(),
          alternateName: text.optional(),
        })
        .optional(),
      /** The ClaimReview object as published, byte for byte. */
      raw: z.string().optional(),
    }),
  ),
  notices: keyed(
    'CorrectionNotice',
    z.strictObject({
      kind: oneOf('NoticeKind'),
      version: id('DocumentVersion'),
      text: text.optional(),
      statedAt: moment.optional(),
      specific: z.boolean(),
      corrects: z.array(z.union([id('Attribution'), id('TextSpan')])).default([]),
      introduces: z.array(id('Attribution')).default([]),
      spans,
    }),
  ),
  commentRequests: keyed(
    'CommentRequest',
    z.strictObject({
      version: id('DocumentVersion'),
      asked: z.array(id('Agent')).default([]),
      outcome: oneOf('CommentOutcome'),
      spans,
    }),
  ),
};

export const seedHeader = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: text,
  description: text,
  licence: text,
  /** True where the story, its people and places are invented. */
  madeUp: z.boolean(),
  /** Claims worth looking at first; the landing page shows them. */
  examples: z.array(id('Claim')).default([]),
});

export type SeedFileName = keyof typeof seedFiles;
export const seedFileNames = Object.keys(seedFiles) as SeedFileName[];
export type SeedSet = { header: z.infer<typeof seedHeader> } & { [N in SeedFileName]: z.infer<(typeof seedFiles)[N]> };
export type SeedSpan = z.infer<typeof span>;
