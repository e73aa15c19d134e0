import type { Graph } from '../../src/graph/graph';
import { newId } from '../../src/identity';
import { Hand, versionsOf } from './writing';

/** Calls `met(how)` where any of it is more than text. */
export const hostile = [
  `"'></title></textarea></style></script>-->]]>`,
  `<script>met('script')</script>`,
  `<img src=x onerror="met('img')">`,
  `<svg xmlns="http://www.w3.org/2000/svg" onload="met('svg')"><script>met('svg script')</script></svg>`,
  `<iframe srcdoc="<script>parent.met('srcdoc')</script>"></iframe>`,
  `<a href="javascript:met('link')" onfocus="met('focus')" autofocus tabindex=0>x</a>`,
  `<sayso-claim claim="x" server="javascript:met('server')"></sayso-claim>`,
  `{{constructor.constructor("met('template')")()}}\${met('literal')}`,
  `&lt;script&gt;met('twice unescaped')&lt;/script&gt;`,
  `\u202e\u2066\u2067turned`,
].join(' ');
export const hostileAddress = `javascript:met('address')//"><script>met('in an address')</script>`;
const hostileLanguage = `"><script>met('language')</script>`;

/** Every property that is text of a user, by its label. */
const texts: Record<string, readonly string[]> = {
  Claim: ['text'],
  Attribution: ['cue', 'describedAs', 'speechAct', 'saidAt', 'medium', 'setting', 'note'],
  Agent: ['name'],
  UnnamedSource: ['descriptor', 'anonymityReason'],
  Document: ['title', 'docType'],
  TextSpan: ['exact', 'prefix', 'suffix'],
  Quantity: ['measure', 'unit'],
  Event: ['label', 'time', 'type'],
  ClaimRelation: ['rationale'],
  Review: ['claimReviewed', 'raw'],
  Rating: ['alternateName'],
  CorrectionNotice: ['text'],
  ChangeSet: ['reason'],
  // What a past view shows.
  Revision: ['text'],
};

/**
 * A claim with everything that can hang on one, each text of which is `hostile`, each address a script; one text is of a
 * megabyte. `moment` is one before its wording changed. Stored past the rules that refuse it, as if somebody had found a way.
 */
export async function attack(graph: Graph): Promise<{ claim: string; moment: string }> {
  const before = new Date();
  const hand = new Hand(graph);
  const text = 'The gate was shut, they said. The gate was open.';
  const document = await hand.document({
    url: `https://attack-${before.getTime()}.example/1`,
    title: 'A title',
    docType: 'report',
    language: 'en',
    newPublisher: { type: 'ORGANIZATION', name: 'A paper', kind: 'NEWS_OUTLET' },
    text,
  });
  const [documentVersion = ''] = await versionsOf(graph, document);
  const claim = await hand.claim('the gate was shut', { quantities: [{ measure: 'gates', unit: 'gate', value: 1 }] });
  const words = { cue: 'said', speechAct: 'SAY', describedAs: 'a guard', saidAt: '2026-01-31', medium: 'radio' };
  const chainOf = (polarity: 'ASSERTED' | 'DENIED') =>
    hand.chain({
      documentVersion,
      hops: [
        {
          newAgent: { type: 'ORGANIZATION', name: `A relay ${polarity}`, kind: 'NEWS_AGENCY' },
          ...{ disclosure: 'INSTITUTION', ...words, setting: 'at the gate', note: 'a note' },
        },
        {
          newAgent: {
            type: 'UNNAMED_SOURCE',
            name: `a guard ${polarity}`,
            descriptor: 'a guard',
            anonymityReason: 'fear',
          },
          ...{ disclosure: 'UNNAMED', quoteType: 'DIRECT', ...words, setting: 'at the gate', note: 'a note' },
          spans: [{ role: 'CONTENT', exact: 'The gate was shut' }],
        },
      ],
      asserts: [{ claim, polarity }],
    });
  await graph.command(
    "MATCH (c:Claim {id: $claim}) CREATE (c)-[:ABOUT]->(:Event {id: $id, label: 'a', time: 'b', recordedFrom: $before})",
    { claim, id: newId('Event'), before },
  );
  const origin = await chainOf('ASSERTED');
  await chainOf('DENIED');
  const other = await hand.claim('the gate was open');
  await hand.relate({
    ...{ left: claim, right: other, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['NEGATION'] },
    ...{ rationale: 'a reason', basedOn: [origin] },
  });
  await hand.review({
    ...{ claim, url: `https://attack-${before.getTime()}.example/review`, claimReviewed: 'the gate' },
    newAuthor: { type: 'ORGANIZATION', name: 'A checker', kind: 'OTHER' },
    rating: { alternateName: 'so', ratingValue: 1 },
  });
  await hand.correction({ documentVersion, kind: 'CORRECTION', text: 'a notice', corrects: [origin] });
  const moment = hand.moment.toISOString();
  await hand.reviseClaim(claim, { text: 'the gate was barred' });

  const own = 'MATCH (n) WHERE n.recordedFrom >= $before';
  for (const [label, properties] of Object.entries(texts)) {
    for (const property of properties) {
      await graph.command(`${own} AND n:${label} SET n.${property} = $hostile`, { before, hostile });
    }
  }
  await graph.command(
    `${own} FOREACH (_ IN CASE WHEN n:Claim OR n:Document THEN [1] ELSE [] END | SET n.language = $language)
     FOREACH (_ IN CASE WHEN n:Document OR n:Review THEN [1] ELSE [] END | SET n.url = $address)`,
    { before, language: hostileLanguage, address: hostileAddress },
  );
  await graph.command(`${own} AND n:Attribution SET n.describedAs = $long`, {
    before,
    long: `${hostile} ${'long '.repeat(200_000)}`,
  });
  return { claim, moment };
}
