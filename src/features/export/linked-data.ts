import type { DescribedRecord } from './exported-records';
import type { Format } from './formats';

/** A value of a property: another node, or a literal of a type. */
type Term = { id: string } | { value: string; type: string };
/** A thing with its types and what is said of it. Prefixed names throughout. */
interface Thing {
  id: string;
  types: string[];
  properties: [name: string, Term[]][];
}

const prefixes = {
  sayso: 'urn:sayso:vocabulary:',
  node: 'urn:sayso:node:',
  prov: 'http://www.w3.org/ns/prov#',
  schema: 'https://schema.org/',
  oa: 'http://www.w3.org/ns/oa#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** JSON-LD, one node a line within one document. */
export const jsonld: Format = {
  file: 'sayso.jsonld',
  description: 'JSON-LD: PROV-O, schema.org, Web Annotation',
  open: async (open) => {
    const sink = open('sayso.jsonld');
    await sink.write(`{"@context":${JSON.stringify(prefixes)},"@graph":[`);
    let rows = 0;
    return {
      page: async (records) => {
        let text = '';
        for (const thing of records.flatMap(thingsOf)) {
          text += `${rows === 0 ? '' : ','}\n${JSON.stringify(jsonOf(thing))}`;
          rows++;
        }
        await sink.write(text);
      },
      close: async () => {
        await sink.write('\n]}\n');
        return [await sink.close(rows)];
      },
    };
  },
};

/** Turtle: the same statements. */
export const turtle: Format = {
  file: 'sayso.ttl',
  description: 'Turtle: the statements of jsonld',
  open: async (open) => {
    const sink = open('sayso.ttl');
    await sink.write(turtlePrefixes());
    let rows = 0;
    return {
      page: async (records) => {
        const things = records.flatMap(thingsOf);
        rows += things.length;
        await sink.write(things.map(turtleOf).join(''));
      },
      close: async () => [await sink.close(rows)],
    };
  },
};

/** Few records as one document of JSON-LD. */
export function jsonldOf(records: readonly DescribedRecord[]): string {
  return JSON.stringify({ '@context': prefixes, '@graph': records.flatMap(thingsOf).map(jsonOf) });
}

/** The same statements in Turtle. */
export function turtleTextOf(records: readonly DescribedRecord[]): string {
  return turtlePrefixes() + records.flatMap(thingsOf).map(turtleOf).join('');
}

const turtlePrefixes = () => {
  const lines = Object.entries(prefixes).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`);
  return `${lines.join('')}\n`;
};

const node = (id: string): Term => ({ id: `node:${id}` });
const nodes = (ids: readonly (string | null)[]): Term[] => ids.filter((id) => id !== null).map(node);
const literal = (type: string) => (value: string | number | boolean | null | undefined) =>
  value === null || value === undefined ? [] : [{ value: String(value), type: `xsd:${type}` }];
const text = literal('string');
const whole = literal('integer');
const decimal = literal('double');
const truth = literal('boolean');
const texts = (all: readonly string[]): Term[] => all.flatMap(text);
const moment = (value: Date | string | null): Term[] =>
  literal('dateTime')(value instanceof Date ? value.toISOString() : value);

const agentTypes: Record<string, string[]> = {
  Person: ['prov:Person', 'schema:Person'],
  Organization: ['prov:Organization', 'schema:Organization'],
  UnnamedSource: ['sayso:UnnamedSource'],
  SourceGroup: ['sayso:SourceGroup'],
};

/** A record as linked data (docs/export.md has the table). */
function thingsOf(record: DescribedRecord): Thing[] {
  const recorded: [string, Term[]] = ['sayso:recordedFrom', moment(record.recordedFrom)];
  const thing = (id: string, types: string[], properties: Record<string, Term[]>): Thing => ({
    id: `node:${id}`,
    types,
    properties: [...Object.entries(properties), recorded],
  });
  switch (record.kind) {
    case 'agent': {
      const { row } = record;
      return [
        thing(row.id, ['prov:Agent', ...(agentTypes[row.label] ?? [])], {
          'schema:name': text(row.name),
          'schema:alternateName': texts(row.aliases),
          'sayso:kind': text(row.kind),
          'sayso:descriptor': text(row.descriptor),
          'sayso:anonymityReason': text(row.anonymityReason),
          'schema:affiliation': nodes(row.affiliatedWith),
        }),
      ];
    }
    case 'event': {
      const { row } = record;
      return [
        thing(row.id, ['schema:Event'], {
          'schema:name': text(row.label),
          'sayso:time': text(row.time),
          'sayso:eventType': text(row.type),
        }),
      ];
    }
    case 'utterance': {
      const { row } = record;
      return [
        thing(row.id, ['prov:Activity', 'sayso:Utterance'], {
          'sayso:saidAt': text(row.saidAt),
          'sayso:place': text(row.place),
          'sayso:medium': text(row.medium),
          'sayso:reviewState': text(row.reviewState),
        }),
      ];
    }
    case 'document': {
      const { row } = record;
      return [
        thing(row.id, ['prov:Entity', 'schema:CreativeWork'], {
          'schema:url': texts([row.url, ...row.otherUrls].filter((url) => url !== null)),
          'schema:headline': text(row.title),
          'schema:genre': text(row.docType),
          'schema:inLanguage': text(row.language),
          'schema:publisher': nodes([row.publisher]),
          'schema:author': nodes(row.authors),
          'sayso:availability': text(row.availability),
        }),
      ];
    }
    case 'version': {
      const { row } = record;
      return [
        thing(row.id, ['prov:Entity', 'sayso:DocumentVersion'], {
          'prov:specializationOf': nodes([row.document]),
          'prov:wasRevisionOf': nodes([row.revisionOf]),
          'schema:version': whole(row.seq),
          'schema:text': text(row.text),
          'schema:datePublished': moment(row.publishedAt),
          'schema:dateModified': moment(row.modifiedAt),
          'sayso:retrievedAt': moment(row.retrievedAt),
          'schema:archivedAt': text(row.archivedUrl),
          'sayso:contentSha256': text(row.contentSha256),
          'sayso:availability': text(row.availability),
        }),
      ];
    }
    case 'claim': {
      const { row, derived } = record;
      return [
        thing(row.id, ['prov:Entity', 'schema:Claim'], {
          'schema:text': text(row.text),
          'schema:inLanguage': text(row.language),
          'sayso:claimType': text(row.type),
          'sayso:reviewState': text(row.reviewState),
          'sayso:originCount': whole(derived?.originCount),
          'schema:about': nodes(row.events),
          'schema:mentions': nodes(row.mentions),
          'sayso:quantity': nodes(row.quantities.map(({ id }) => id)),
        }),
        ...row.quantities.map((quantity) =>
          thing(quantity.id, ['schema:QuantitativeValue'], {
            'schema:name': text(quantity.measure),
            'schema:unitText': text(quantity.unit),
            'schema:value': decimal(quantity.value),
            'schema:minValue': decimal(quantity.min),
            'schema:maxValue': decimal(quantity.max),
            'sayso:comparator': text(quantity.comparator),
            'sayso:approximate': truth(quantity.approximate),
          }),
        ),
      ];
    }
    case 'attribution': {
      const { row } = record;
      const claims = (polarity: string) =>
        row.asserts.filter((one) => one.polarity === polarity).map((one) => one.claim);
      return [
        thing(row.id, ['prov:Entity', 'sayso:Attribution'], {
          'prov:wasAttributedTo': nodes([row.agent]),
          'prov:wasDerivedFrom': nodes([row.version]),
          'sayso:carriedIn': nodes(row.carriedIn),
          'sayso:asserts': nodes(claims('ASSERTED')),
          'sayso:denies': nodes(claims('DENIED')),
          'sayso:presupposes': nodes(row.presupposes),
          'sayso:relays': nodes(row.relays),
          'sayso:onBehalfOf': nodes(row.onBehalfOf),
          'sayso:addressedTo': nodes(row.addressedTo),
          'sayso:possiblyVia': nodes(row.possiblyVia),
          'sayso:viaDocument': nodes([row.viaDocument]),
          'sayso:reports': nodes([row.utterance]),
          'sayso:disclosure': text(row.disclosure),
          'sayso:quoteType': text(row.quoteType),
          'sayso:cue': text(row.cue),
          'sayso:speechAct': text(row.speechAct),
          'sayso:describedAs': text(row.describedAs),
          'sayso:saidAt': text(row.saidAt),
          'sayso:medium': text(row.medium),
          'sayso:setting': text(row.setting),
          'sayso:scopeCertainty': decimal(row.scopeCertainty),
          'sayso:sic': truth(row.sic),
          'sayso:note': text(row.note),
          'sayso:reviewState': text(row.reviewState),
        }),
      ];
    }
    case 'span': {
      const { row } = record;
      const target = `${row.id}-target`;
      const position = row.start === null ? null : `${row.id}-position`;
      const quote = row.exact === null ? null : `${row.id}-quote`;
      const inner = (id: string | null, type: string, properties: Record<string, Term[]>): Thing[] =>
        id === null ? [] : [{ id: `node:${id}`, types: [type], properties: Object.entries(properties) }];
      return [
        thing(row.id, ['oa:Annotation'], {
          'oa:hasBody': nodes([row.owner]),
          'oa:hasTarget': nodes([target]),
          'prov:wasRevisionOf': nodes([row.anchoredFrom]),
          'sayso:role': text(row.role),
          'sayso:segment': whole(row.segment),
          'sayso:zone': text(row.zone),
          'sayso:anchorStatus': text(row.anchorStatus),
          'sayso:anchorScore': decimal(row.anchorScore),
          'sayso:exactSha256': text(row.exactSha256),
        }),
        ...inner(target, 'oa:SpecificResource', {
          'oa:hasSource': nodes([row.version]),
          'oa:hasSelector': nodes([position, quote]),
        }),
        ...inner(position, 'oa:TextPositionSelector', { 'oa:start': whole(row.start), 'oa:end': whole(row.end) }),
        ...inner(quote, 'oa:TextQuoteSelector', {
          'oa:exact': text(row.exact),
          'oa:prefix': text(row.prefix),
          'oa:suffix': text(row.suffix),
        }),
      ];
    }
    case 'notice': {
      const { row } = record;
      return [
        thing(row.id, ['prov:Entity', 'schema:CorrectionComment'], {
          'schema:text': text(row.text),
          'sayso:noticeKind': text(row.kind),
          'schema:dateCreated': moment(row.statedAt),
          'sayso:statedIn': nodes([row.version]),
          'sayso:specific': truth(row.specific),
          'sayso:corrects': nodes(row.corrects),
          'sayso:introduces': nodes(row.introduces),
        }),
      ];
    }
    case 'commentRequest': {
      const { row } = record;
      return [
        thing(row.id, ['sayso:CommentRequest'], {
          'sayso:madeIn': nodes([row.version]),
          'sayso:asked': nodes(row.asked),
          'sayso:outcome': text(row.outcome),
        }),
      ];
    }
    case 'relation': {
      const { row } = record;
      return [
        thing(row.id, ['prov:Entity', 'sayso:ClaimRelation'], {
          'sayso:left': nodes([row.left]),
          'sayso:right': nodes([row.right]),
          'sayso:relationKind': text(row.kind),
          'sayso:contradictionType': texts(row.types),
          'sayso:sameEvent': text(row.sameEvent),
          'sayso:score': decimal(row.score),
          'sayso:method': text(row.method),
          'sayso:rationale': text(row.rationale),
          'sayso:reviewState': text(row.reviewState),
          'prov:wasDerivedFrom': nodes(row.basedOn),
        }),
      ];
    }
    case 'join': {
      const { row } = record;
      return [
        thing(row.id, ['sayso:Join'], {
          'sayso:joins': nodes(row.joins),
          'sayso:rationale': text(row.rationale),
          'sayso:reviewState': text(row.reviewState),
        }),
      ];
    }
    case 'review': {
      const { row } = record;
      const { rating } = row;
      return [
        thing(row.id, ['prov:Entity', 'schema:ClaimReview'], {
          'schema:itemReviewed': nodes([row.claim]),
          'sayso:claimRevision': whole(row.claimRevision),
          'sayso:documentVersion': nodes([row.documentVersion]),
          'schema:author': nodes([row.author]),
          'schema:url': text(row.url),
          'schema:claimReviewed': text(row.claimReviewed),
          'schema:datePublished': moment(row.datePublished),
          'schema:reviewRating': nodes([rating?.id ?? null]),
          'sayso:raw': text(row.raw),
        }),
        ...(rating === null
          ? []
          : [
              thing(rating.id, ['schema:Rating'], {
                'schema:ratingValue': decimal(rating.ratingValue),
                'schema:bestRating': decimal(rating.bestRating),
                'schema:worstRating': decimal(rating.worstRating),
                'schema:alternateName': text(rating.alternateName),
              }),
            ]),
      ];
    }
  }
}

function jsonOf({ id, types, properties }: Thing): object {
  const said = properties.filter(([, terms]) => terms.length > 0);
  return {
    '@id': id,
    '@type': types,
    ...Object.fromEntries(
      said.map(([name, terms]) => {
        const values = terms.map((term) =>
          'id' in term
            ? { '@id': term.id }
            : term.type === 'xsd:string'
              ? wellFormed(term.value)
              : { '@value': term.value, '@type': term.type },
        );
        return [name, values.length === 1 ? values[0] : values];
      }),
    ),
  };
}

function turtleOf({ id, types, properties }: Thing): string {
  const said = properties.filter(([, terms]) => terms.length > 0);
  const lines = said.map(([name, terms]) => ` ;\n  ${name} ${terms.map(turtleTerm).join(', ')}`);
  return `${id} a ${types.join(', ')}${lines.join('')} .\n`;
}

function turtleTerm(term: Term): string {
  if ('id' in term) return term.id;
  const quoted = `"${wellFormed(term.value).replace(escaped, escapeOf)}"`;
  return term.type === 'xsd:string' ? quoted : `${quoted}^^${term.type}`;
}
/** What a quoted string of Turtle may not hold as it is, and other control characters. */
const escaped = /["\\\u0000-\u001f\u007f]/g;
const escapeOf = (sign: string) =>
  sign === '"' || sign === '\\' ? `\\${sign}` : `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Half of a surrogate pair is no character of RDF. */
const wellFormed = (value: string) =>
  value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
