import { registerEnumType } from 'type-graphql';
import { enums, type EnumName } from '../graph/vocabulary';

type EnumObject<N extends EnumName> = { [V in (typeof enums)[N][number]]: V };

function graphqlEnum<N extends EnumName>(
  name: N,
  description: string,
  values: Record<(typeof enums)[N][number], string>,
): EnumObject<N> {
  const object = Object.fromEntries(enums[name].map((value) => [value, value])) as EnumObject<N>;
  const valuesConfig = Object.fromEntries(
    Object.entries(values).map(([value, text]) => [value, { description: text as string }]),
  ) as Record<keyof EnumObject<N>, { description: string }>;
  registerEnumType(object, { name, description, valuesConfig });
  return object;
}

export const ReviewState = graphqlEnum(
  'ReviewState',
  'What has been decided about a record: doubt about our own work.',
  {
    PROPOSED: 'Entered, and not yet decided.',
    CONFIRMED: 'Decided by a reviewer to hold.',
    REJECTED: 'Decided not to hold; kept, so that it is not proposed again.',
  },
);
export const ClaimType = graphqlEnum('ClaimType', 'What sort of proposition a claim is.', {
  EVENT: 'Something happened.',
  QUANTITY: 'How many or how much.',
  STATE: 'Something is so.',
  CHARACTERISATION: 'What kind of thing or conduct something is.',
  LEGAL_EVALUATION: 'Something is lawful or unlawful.',
  EVALUATION: 'Something is good, bad, justified, worrying.',
  PREDICTION: 'Something will or may happen.',
  COMMITMENT: 'The speaker will or will not do something.',
  DIRECTIVE: 'Somebody should do something.',
  SELF_REFERENCE: 'What a document says of itself or its making.',
});
export const Polarity = graphqlEnum('Polarity', 'Whether an attribution has its speaker assert or deny the claim.', {
  ASSERTED: 'The speaker says so.',
  DENIED: 'The speaker denies it, and is no speaker of it.',
});
export const QuoteType = graphqlEnum('QuoteType', "How the speaker's words are given (after PARC 3).", {
  DIRECT: 'Word for word, in quotation marks.',
  INDIRECT: "In the reporter's words.",
  MIXED: "In the reporter's words, with quoted fragments.",
});
export const Disclosure = graphqlEnum('Disclosure', 'How far a document discloses who says so.', {
  NAMED_PERSON: 'A person, by name.',
  INSTITUTION: 'An institution or state.',
  GROUP: 'A group of sources, none of them named: "state media".',
  DOCUMENT: 'A document: a statement, a report.',
  UNNAMED: 'Somebody whose name is withheld.',
  UNSTATED: 'Nobody: "it was reported".',
  OWN_VOICE: 'The document itself, in its own voice.',
});
export const HopRole = graphqlEnum('HopRole', 'Where in a chain a hop stands.', {
  OUTLET: 'The publisher of the document; position 0.',
  RELAY: 'Passes on what another says.',
  ORIGIN: 'Says so; the last hop.',
});
export const SpanRole = graphqlEnum('SpanRole', 'What the words of a span are to the attribution that has it.', {
  SOURCE: 'Who says so.',
  CUE: 'The words that attribute: "said", "according to".',
  CONTENT: 'What is said.',
  QUOTE: 'The quoted part of the content.',
  RELAY: 'Through whom it came: "told the agency".',
  MEDIUM: 'By what means: "in a statement".',
  SETTING: 'On what occasion.',
  TERM: "A term that is marked as somebody's own, in scare quotes.",
  NOTICE: 'The words of a correction or update notice.',
  NOTICE_TIME: 'The time that a notice states.',
  COMMENT_REQUEST: 'The words that tell of a request for comment.',
});
export const Zone = graphqlEnum('Zone', 'In which part of a document a span stands.', {
  HEADLINE: 'The headline.',
  BODY: 'The running text.',
  CAPTION: 'The caption of a picture.',
  CREDIT: 'The credit of a picture.',
  UPDATE_NOTE: 'A note on an update or correction.',
  BIO: 'About the author.',
  BOILERPLATE: 'What stands below every text of the outlet.',
});
export const AnchorStatus = graphqlEnum('AnchorStatus', "How surely a span's words were found in its version.", {
  EXACT: 'They stand exactly there.',
  MOVED: 'The same words, found at another place than in the version before.',
  FUZZY: 'Similar words; a person has to decide.',
  ORPHANED: 'Not found; the span has no start and end.',
});
export const Availability = graphqlEnum('Availability', 'What Sayso has of a document or version.', {
  HELD: 'Its text.',
  SEEN_NOT_HELD: 'Offsets and hashes of its text, which was seen.',
  INFERRED: 'Nothing: another text proves that it existed.',
});
export const TextAccess = graphqlEnum('TextAccess', 'Who may read a text that is held.', {
  PUBLIC: 'Everybody.',
  MEMBERS: 'Whoever has a key.',
});
export const OrganizationKind = graphqlEnum('OrganizationKind', 'What kind of organisation this is.', {
  NEWS_OUTLET: 'Publishes to the public.',
  NEWS_AGENCY: 'Sells reports to outlets.',
  GOVERNMENT_BODY: 'A ministry, an army, a court.',
  STATE: 'A state, where it speaks as one.',
  ARMED_GROUP: 'An armed group that is no state.',
  COMPANY: 'A company.',
  NGO: 'A non-governmental organisation.',
  INTERNATIONAL_BODY: 'A body of several states.',
  OTHER: 'None of these.',
});
export const ClaimRelationKind = graphqlEnum(
  'ClaimRelationKind',
  'How one claim stands to another, read "left KIND right".',
  {
    CONTRADICTS: 'Both cannot hold of the one event that they are about.',
    TENSION: 'They pull against each other; a contradiction only if a person decides so.',
    CONTRAST: 'They differ without excluding each other.',
    SUPPORTS: 'The left makes the right more likely.',
    REFINES: 'The left says the same more closely.',
    EQUIVALENT: 'They say the same.',
    SUPERSEDES: 'The left stands in the place of the right.',
    NOT_CONTRADICTORY: 'They look contradictory and are not: recorded so that nobody takes them for it again.',
  },
);
export const ContradictionType = graphqlEnum(
  'ContradictionType',
  'By what two claims contradict (after de Marneffe 2008).',
  {
    ANTONYM: 'Words of opposite sense.',
    NEGATION: 'One denies what the other says.',
    NUMERIC: 'Numbers that differ.',
    FACTIVE: 'One takes for granted what the other denies.',
    STRUCTURAL: 'The same parts in other places: who did it to whom.',
    LEXICAL: 'Words that exclude each other without being opposites.',
    WORLD_KNOWLEDGE: 'What everybody knows makes them exclude each other.',
    TEMPORAL: 'Times that differ.',
  },
);
export const SameEvent = graphqlEnum('SameEvent', 'Whether two claims are about one event or situation.', {
  YES: 'They are.',
  NO: 'They are not, and so cannot contradict.',
  UNKNOWN: 'The texts do not tell.',
});
export const RelationMethod = graphqlEnum('RelationMethod', 'What found a relation between claims.', {
  HUMAN: 'A person.',
  RULE: 'A rule.',
  MODEL: 'A statistical model.',
  IMPORT: 'It came with imported data.',
});
export const NoticeKind = graphqlEnum('NoticeKind', 'What a document says of its own mending.', {
  UPDATE: 'Something was added.',
  CORRECTION: 'Something was wrong.',
  CLARIFICATION: 'Something was unclear.',
  RETRACTION: 'Something is taken back.',
  EDITORS_NOTE: "An editor's note.",
});
export const CommentOutcome = graphqlEnum('CommentOutcome', 'What came of a request for comment.', {
  NOT_STATED: 'The document does not say.',
  NO_REPLY: 'No reply.',
  DECLINED: 'Declined to comment.',
  REPLIED: 'Replied.',
});
export const Comparator = graphqlEnum('Comparator', 'How a quantity stands to its value.', {
  EQUAL: 'Just that many.',
  AT_LEAST: 'That many or more.',
  AT_MOST: 'That many or fewer.',
  MORE_THAN: 'More than that.',
  LESS_THAN: 'Fewer than that.',
});
export const AgentType = graphqlEnum('AgentType', 'What an agent is.', {
  PERSON: 'A person, by name.',
  ORGANIZATION: 'An organisation or state.',
  UNNAMED_SOURCE: 'Somebody whose name a document withholds.',
  SOURCE_GROUP: 'A group of sources that no organisation stands for.',
});
export const ChangeOp = graphqlEnum('ChangeOp', 'What a change set did.', {
  RECORD: 'Recorded something new.',
  REVISE: 'Revised what may change.',
  DECIDE: 'Proposed, confirmed or rejected.',
  RETRACT: 'Made a fact a former one.',
  JOIN: 'Said that agents, or utterances, are one.',
  SPLIT: 'Undid that.',
  ATTACH: 'Gave a version its text.',
  REDACT: "Removed something for the law's sake.",
  IMPORT: 'Recorded a data set.',
});
