import { labels, relationships } from '../../graph/vocabulary';

/** Nodes of these are met by nobody: who may do what, and where changes are sent. */
export const protectedLabels: readonly string[] = ['Principal', 'ApiKey', 'Webhook', 'DeadDelivery'];
/** All relationships that a protected node has. */
export const protectedTypes: readonly string[] = ['BY', 'KEY_OF', 'MEANT_FOR'];
/** Read by nobody, on whatever it stands: `sealedNote` is on agents and their Revisions, the next two on change sets. */
export const protectedProperties: readonly string[] = ['sealedNote', 'key', 'inputSha256', 'sha256', 'secretSealed'];

/** Which text of a version is shown: DocumentVersion.text. A Revision of a version is told by its contentSha256. */
export const textOfVersion = 'text';
/** Words of a version that stand on its spans, and on Revisions of these; a few words are soon guessed from their hash. */
export const wordsOfSpan: readonly string[] = ['exact', 'prefix', 'suffix', 'exactSha256'];

export const openTypes = Object.keys(relationships).filter((type) => !protectedTypes.includes(type));

/** Labels whose own `text`, `exact` … are for everybody, so that a pattern may ask for them in braces. */
const withWords = ['DocumentVersion', 'TextSpan', 'Revision', ...protectedLabels];
export const openLabels = Object.keys(labels).filter((label) => !withWords.includes(label));

/** Full-text indexes, none of which has words for members in it. */
export const openIndexes: readonly string[] = ['claim_text', 'agent_name', 'document_other_url'];

export const openProcedures: readonly string[] = [
  'db.index.fulltext.queryNodes',
  'db.index.vector.queryNodes',
  'db.labels',
  'db.relationshipTypes',
  'db.propertyKeys',
];

/** In lower case: the database takes any. */
export const openFunctions: ReadonlySet<string> = new Set(
  `abs acos all any asin atan atan2 avg ceil char_length character_length coalesce collect cos cot count date
   date.realtime date.statement date.transaction date.truncate datetime datetime.fromepoch datetime.fromepochmillis
   datetime.realtime datetime.statement datetime.transaction datetime.truncate degrees duration duration.between
   duration.indays duration.inmonths duration.inseconds e elementid endnode exists exp floor haversin head id isempty
   isnan labels last left length localdatetime localdatetime.truncate localtime localtime.truncate log log10 lower ltrim
   max min nodes none normalize nullif percentilecont percentiledisc pi point point.distance point.withinbbox radians rand
   randomuuid range reduce relationships replace reverse right round rtrim sign sin single size split sqrt startnode stdev
   stdevp substring sum tail tan time time.truncate timestamp toboolean tobooleanlist tobooleanornull tofloat tofloatlist
   tofloatornull tointeger tointegerlist tointegerornull tolower tostring tostringlist tostringornull toupper trim type
   upper valuetype vector.similarity.cosine vector.similarity.euclidean btrim cosh sinh tanh coth`.split(/\s+/),
);
