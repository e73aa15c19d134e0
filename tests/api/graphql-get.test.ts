import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { readOperations } from '../../src/web/operations';
import { seededServers } from '../support/api';
import { creditedBy, Hand, versionsOf } from '../support/writing';
import type { Json } from './json';

const { serve, ...seeded } = seededServers();
let graph: Graph;
let url: string;
beforeAll(async () => {
  graph = seeded.graph();
  url = await serve();
});

const get = (query: string, variables: object = {}, headers: Record<string, string> = {}, base = url) =>
  fetch(`${base}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`, {
    headers,
  });
const tagOf = (response: Response) => response.headers.get('etag');

const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const textOfClaim = 'query ($id: ID!) { claim(id: $id) { text } }';

describe('the tag', () => {
  test('an answer by GET has one, and is not sent again to whoever has it', async () => {
    const first = await get(textOfClaim, { id: informed });
    const tag = tagOf(first) ?? '';
    expect([first.status, tag]).toEqual([200, expect.stringMatching(/^"[\w-]+"$/)]);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(first.headers.get('vary')).toBe('accept, authorization');
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await get(textOfClaim, { id: informed }, { 'if-none-match': known });
      expect([again.status, await again.text(), tagOf(again)]).toEqual([304, '', tag]);
      expect(again.headers.get('cache-control')).toBe('no-cache');
      expect(again.headers.get('content-type')).toBeNull();
    }
    const other = await get(textOfClaim, { id: informed }, { 'if-none-match': '"other"' });
    expect([other.status, ((await other.json()) as Json).data.claim.text]).toEqual([
      200,
      'Iran did not inform Pakistan before the strike',
    ]);
  });

  test('is the same each time, whether the query is compiled by then or not, and holds nothing but data', async () => {
    const plain = await serve({ compile: false });
    const examples = await readOperations(fromRoot('schema', 'operations'));
    const questions = examples.filter(
      ({ query }) => getOperationAST(parse(query))?.operation === OperationTypeNode.QUERY,
    );
    expect(questions.length).toBeGreaterThan(10);
    for (const { name, query, variables } of questions) {
      const answers = [];
      for (const base of [url, url, url, plain]) answers.push(await get(query, variables ?? {}, {}, base));
      const tags = answers.map(tagOf);
      expect([name, new Set(tags).size, tags[0]]).toEqual([name, 1, expect.any(String)]);
      expect([name, Object.keys((await answers[2]!.json()) as object)]).toEqual([name, ['data']]);
    }
  });

  test('is not there on a POST, a mutation by GET is refused as before, and errors are kept by nobody', async () => {
    const post = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect([post.status, tagOf(post)]).toEqual([200, null]);
    const write = await get(
      'mutation { decide(input: { idempotencyKey: "k", id: "x", to: CONFIRMED }) { __typename } }',
    );
    expect([write.status, write.headers.get('allow')]).toEqual([405, 'POST']);
    const wrong = [
      '{ nonsense }',
      '{',
      '{ claim(id: "clm_1") { text } }',
      `{ a: __typename ${'b: __typename '.repeat(60)}}`,
    ];
    for (const response of [write, ...(await Promise.all(wrong.map((query) => get(query))))]) {
      expect([tagOf(response), response.headers.get('cache-control')]).toEqual([null, 'no-store']);
      expect(((await response.json()) as Json).errors).toHaveLength(1);
    }
    const partly = await get('{ __typename claim(id: "clm_1") { text } }', {}, { 'if-none-match': '*' });
    expect([((await partly.json()) as Json).errors[0].extensions.code, tagOf(partly)]).toEqual([
      'BAD_USER_INPUT',
      null,
    ]);
  });

  test('whoever shows a key gets an answer for no shared cache', async () => {
    const { key } = await createKey(graph, { principal: 'a reader', role: 'READER' });
    const authorization = `Bearer ${key}`;
    const closed = await serve({ anonymous: false });
    for (const base of [url, closed]) {
      const first = await get(textOfClaim, { id: informed }, { authorization }, base);
      expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
      const known = { authorization, 'if-none-match': tagOf(first) ?? '' };
      const again = await get(textOfClaim, { id: informed }, known, base);
      expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'private, no-cache']);
      expect(again.headers.get('vary')).toBe('accept, authorization');
    }
    // A tag tells nobody anything who may not read.
    const told = await get(textOfClaim, { id: informed }, { 'if-none-match': '*' }, closed);
    expect([told.status, tagOf(told)]).toEqual([401, null]);
  });
});

const provenance = `query ($id: ID!) { claim(id: $id) {
  text revision reviewState
  attributionChains { nodes { text polarity inLatestVersion notices { kind text }
    hops { role agent { id name } attribution { disclosure cue reviewState spans { role start end exact } } } } }
  origins { distinctKnown unnamed unknown chains documents shared { chains folded } }
  speakers { nodes { name } }
  contradictions { edges { relation { types rationale } node { text } } }
  relations { edges { relation { kind } node { text } } }
  reviews { nodes { url author { name } rating { alternateName } } }
} }`;

describe('the tag of a claim’s provenance', () => {
  test('changes with each kind of change within it, and with nothing else', async () => {
    const hand = new Hand(graph);
    const contributor = new Hand(graph, 'CONTRIBUTOR');
    const claim = await hand.claim('the ferry was closed');
    const version = await ownDocument(hand, 'ferry');
    const first = await hand.chain(chainOf(version, 'The mayor of ferry', claim));
    const tags: (string | null)[] = [];
    const look = async () => tagOf(await get(provenance, { id: claim }));
    tags.push(await look());

    const elsewhere = async () => {
      const other = await ownDocument(hand, `elsewhere-${tags.length}`);
      const unrelated = await hand.claim(`something else, ${tags.length}`);
      const origin = await hand.chain(chainOf(other, `Somebody else ${tags.length}`, unrelated));
      await hand.reviseAgent(await creditedBy(graph, origin), { name: `Yet somebody else ${tags.length}` });
    };
    await elsewhere();
    expect(await look()).toBe(tags[0]);
    // Recorded of this very claim, but for nobody to see before it is decided.
    const second = await ownDocument(hand, 'ferry-two');
    const proposed = await contributor.chain(chainOf(second, 'A sailor', claim));
    expect(await look()).toBe(tags[0]);

    let other = '';
    const changes: [string, () => Promise<unknown>][] = [
      ['a decision about a chain', () => hand.decide(proposed, 'CONFIRMED')],
      ['a new chain', async () => hand.chain(chainOf(await ownDocument(hand, 'ferry-three'), 'A cook', claim))],
      ['an agent’s name', async () => hand.reviseAgent(await creditedBy(graph, first), { name: 'The former mayor' })],
      [
        'a join of agents',
        async () => hand.joinAgents(await creditedBy(graph, first), await creditedBy(graph, proposed)),
      ],
      ['a join of utterances', () => hand.joinUtterances(first, proposed)],
      ['the claim’s wording', () => hand.reviseClaim(claim, { text: 'the ferry was shut' })],
      [
        'a contradiction',
        async () => {
          other = await hand.claim('the ferry was open');
          await hand.relate({ left: claim, right: other, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['ANTONYM'] });
        },
      ],
      ['the wording of what contradicts it', () => hand.reviseClaim(other, { text: 'the ferry was wide open' })],
      [
        'a review',
        () =>
          hand.review({
            ...{ claim, url: 'https://check.example/ferry', rating: { alternateName: 'Half so' } },
            newAuthor: { type: 'ORGANIZATION', name: 'Ferry Check', kind: 'OTHER' },
          }),
      ],
      [
        'a notice',
        () =>
          hand.correction({ documentVersion: version, kind: 'CORRECTION', text: 'It was late.', corrects: [first] }),
      ],
      ['a retraction', () => hand.retract(proposed)],
    ];
    for (const [what, change] of changes) {
      await change();
      const tag = await look();
      expect([what, tags.includes(tag)]).toEqual([what, false]);
      tags.push(tag);
    }
    await elsewhere();
    expect(await look()).toBe(tags.at(-1));
    expect(new Set(tags).size).toBe(changes.length + 1);
  });
});

/** The only version of a document of its own. */
async function ownDocument(hand: Hand, name: string): Promise<string> {
  const document = await hand.document({
    url: `https://${name}.example/1`,
    title: `About the ${name}`,
    newPublisher: { type: 'ORGANIZATION', name: `The ${name} Times`, kind: 'NEWS_OUTLET' },
    text: 'It was closed, said somebody.',
    textAccess: 'PUBLIC',
  });
  const [version = ''] = await versionsOf(graph, document);
  return version;
}

const chainOf = (documentVersion: string, name: string, claim: string): Parameters<Hand['chain']>[0] => ({
  documentVersion,
  hops: [
    {
      newAgent: { type: 'PERSON', name },
      disclosure: 'NAMED_PERSON',
      quoteType: 'INDIRECT',
      cue: 'said',
      spans: [{ role: 'CONTENT', exact: 'It was closed' }],
    },
  ],
  asserts: [{ claim }],
});
