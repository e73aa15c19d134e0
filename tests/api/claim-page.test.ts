import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { exploreScript } from '../../src/web/explore-assets';
import { creditedBy, Hand, versionsOf } from '../support/writing';
import type { Json } from './json';
import { browser, servedPages } from './served-pages';

const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const twoDied = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const fiveDied = 'clm_01a20de1-59ab-7cf1-92fb-87ee782d306a';
const incendiary = 'clm_01a20de1-59ab-7cf1-92fb-87cbfd02f6f0';
const nobodys = 'clm_01a20dd7-8507-7953-ab78-000000000000';

const ownScript = '<script src="/assets/copy-code.js" defer>';

const { get, page, json, serve, ...site } = servedPages();
let graph: Graph;
beforeAll(() => {
  graph = site.graph();
});

/** As a reader sees it: without markup, each run of blanks one. */
const textOf = (markup: string) =>
  markup
    .replace(/^[^]*<main>/, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');

const typeOf: Record<string, string> = {
  html: 'text/html',
  json: 'application/json',
  jsonld: 'application/ld+json',
  ttl: 'text/turtle',
};

describe('one address, several forms', () => {
  test.each(Object.entries(typeOf))('.%s is %s, whatever is accepted', async (suffix, type) => {
    const answer = await get(`/claims/${informed}.${suffix}`, { accept: 'image/webp' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
    expect(await answer.text()).toContain('Iran did not inform Pakistan before the strike');
  });

  test.each([
    [browser, 'html'],
    ['*/*', 'html'],
    ['', 'html'],
    ['application/json', 'json'],
    ['application/json;q=0.5, text/turtle', 'ttl'],
    ['application/ld+json, text/html;q=0.9', 'jsonld'],
    ['text/html;q=0, */*', 'json'],
    ['image/webp, text/turtle;q=0.1', 'ttl'],
  ])('Accept: %s gives %s, and caches keep the forms apart', async (accept, form) => {
    const answer = await get(`/claims/${informed}`, { accept });
    expect(answer.headers.get('content-type')).toBe(`${typeOf[form]}; charset=utf-8`);
    expect(answer.headers.get('vary')).toMatch(/accept/);
    expect(await answer.text()).toBe(await (await get(`/claims/${informed}.${form}`)).text());
  });

  test.each([
    [`/claims/${informed}`, 'image/webp'],
    [`/claims/${informed}`, 'application/pdf'],
    [`/claims/${informed}.webp`, browser],
    [`/claims/${informed}.json.html`, browser],
  ])('%s for %s is 406, which says what there is', async (path, accept) => {
    const answer = await get(path, { accept });
    expect(answer.status).toBe(406);
    const { errors } = (await answer.json()) as Json;
    expect(errors[0].message).toMatch(/\.html.*\.json.*\.jsonld.*\.ttl.*\.svg.*\.png/);
  });

  test.each([
    [nobodys, 404],
    ['clm_1', 400],
    ['agt_01a20dd7-8507-7953-ab78-6c292f50661a', 400],
    [informed.toUpperCase(), 400],
  ])('%s is %d: a page to a person, JSON to a program', async (id, status) => {
    const told = await get(`/claims/${id}`, { accept: browser });
    expect([told.status, told.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(await told.text()).toContain(id);
    for (const suffix of ['json', 'jsonld', 'ttl']) {
      const answer = await get(`/claims/${id}.${suffix}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/json; charset=utf-8']);
      const { errors } = (await answer.json()) as Json;
      expect([errors[0].extensions.code, errors[0].message.includes(id)]).toEqual(['BAD_USER_INPUT', true]);
    }
  });

  test('HEAD tells the same without a body', async () => {
    const whole = await get(`/claims/${informed}`);
    const head = await fetch(`${site.url()}/claims/${informed}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, whole.headers.get('etag'), '']);
  });
});

describe('the page', () => {
  test('says at a glance how many origins there are, how many are unnamed, and whether anything contradicts it', async () => {
    const one = textOf(await page(`/claims/${informed}`));
    expect(one).toContain(
      '1 distinct known origin 1 of them not named 1 chain in 1 document no contradiction recorded',
    );
    const other = textOf(await page(`/claims/${twoDied}`));
    expect(other).toMatch(/1 distinct known origin 3 chains in 3 documents contradicted by 1 claim /);
  });

  test('each chain is an ordered list from the outlet to the origin, with what is missing', async () => {
    const markup = await page(`/claims/${informed}`);
    const [list = ''] = /<ol class="hops">[^]*?<\/ol>/.exec(markup) ?? [];
    const hops = list.split('<li>\n    <p class="who">').slice(1).map(textOf);
    expect(hops).toHaveLength(3);
    expect(hops[0]).toMatch(/^Outlet Newsweek/);
    expect(hops[1]).toMatch(/^Relay Associated Press .*an institution.*characters 971–991, words not shown/);
    expect(hops[2]).toMatch(/^Origin unnamed Pakistani security official origin not named/);
    expect(hops[2]).toMatch(/Word of saying told /);
    expect(textOf(markup)).toContain('text not held');
  });

  test('tells contradictions with their reason and evidence, corrections, and verdicts under their authors’ names', async () => {
    const text = textOf(await page(`/claims/${twoDied}`));
    expect(text).toMatch(
      /contradicted by five children died in the shelling of Quillport Why: .+ \(different numbers, /,
    );
    expect(text).toMatch(/Second Look: “False” \(1 on a scale from 1 to 5\)/);
    expect(text).toContain('None is Sayso’s.');
    expect(text).toContain('not in the latest version');
    expect(textOf(await page(`/claims/${fiveDied}`))).toMatch(/Corrections .*correction .*Brought in Orrin Post/);
    const [relation] = (await json(`/claims/${twoDied}`)).claim.contradictions;
    const based = await graph.command(
      'MATCH (:ClaimRelation {id: $id})-[:BASED_ON]->(n) RETURN n.id AS id ORDER BY id',
      { id: relation.id },
    );
    expect(based.length).toBeGreaterThan(0);
    expect(relation.evidence.map((one: Json) => one.id)).toEqual(based.map((row) => row.id));
    expect(relation.evidence.every((one: Json) => one.document.title !== null)).toBe(true);
  });

  test('who denies it stands apart from who says so', async () => {
    const text = textOf(await page(`/claims/${incendiary}`));
    expect(text).toContain('denied in 2 chains');
    expect(text).toMatch(/Who says so .*Who denies it .*Foreign Ministry of Sorrend/);
  });

  test('its head names it, its address and its other forms', async () => {
    const markup = await page(`/claims/${informed}.html`);
    expect(markup).toContain('<title>Iran did not inform Pakistan before the strike · Sayso</title>');
    expect(markup).toContain(`<link rel="canonical" href="/claims/${informed}" />`);
    for (const suffix of ['json', 'jsonld', 'ttl']) {
      const [, type, href = ''] =
        new RegExp(`<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+\\.${suffix})"`).exec(
          markup.replace(/\s+/g, ' '),
        ) ?? [];
      expect(type).toBe(typeOf[suffix]);
      expect((await get(href)).status).toBe(200);
    }
    // Two scripts, files of ours; the page does without.
    expect(markup.match(/<script[^>]*>[^<]*/g)).toEqual([ownScript, `<script type="module" src="${exploreScript}">`]);
    expect(markup).not.toMatch(/<style| style=/);
  });

  test('its history is a question that the API answers', async () => {
    const [, link = ''] = /href="(\/graphql\?[^"]+)"/.exec(await page(`/claims/${informed}`)) ?? [];
    const answer = await json(link.replaceAll('&amp;', '&'));
    expect(answer.errors).toBeUndefined();
    expect(answer.data.claim.history.nodes[0]).toMatchObject({ revision: 1 });
  });
});

describe('linked data', () => {
  test('JSON-LD has the claim, its chains and their words; a ClaimReview only where somebody recorded one', async () => {
    const graphOf = async (id: string) =>
      JSON.parse(await (await get(`/claims/${id}.jsonld`)).text())['@graph'] as Json[];
    const reviewed = await graphOf(twoDied);
    const [review, ...others] = reviewed.filter((one) => one['@type'].includes('schema:ClaimReview'));
    expect(others).toEqual([]);
    expect(review).toMatchObject({
      'schema:itemReviewed': { '@id': `node:${twoDied}` },
      'schema:claimReviewed': 'Two children died in the shelling of Quillport',
      'schema:url': 'https://secondlook.example/2021/03/quillport-two-children',
    });
    const ids = new Set(reviewed.map((one) => one['@id']));
    expect(ids.size).toBe(reviewed.length);
    expect(ids.has(review!['schema:author']['@id'])).toBe(true);
    expect(ids.has(review!['schema:reviewRating']['@id'])).toBe(true);

    const plain = await graphOf(informed);
    expect(plain.filter((one) => /Review/.test(JSON.stringify(one['@type'])))).toEqual([]);
    const [claim] = plain.filter((one) => one['@type'].includes('schema:Claim'));
    expect(claim).toMatchObject({ 'schema:text': 'Iran did not inform Pakistan before the strike' });
    const attributions = plain.filter((one) => one['@type'].includes('sayso:Attribution'));
    expect(attributions).toHaveLength(2);
    const relay = attributions.find((one) => one['sayso:relays'])!;
    expect(attributions.map((one) => one['@id'])).toContain(relay['sayso:relays']['@id']);
    expect(plain.filter((one) => JSON.stringify(one['@type']).includes('oa:TextPositionSelector'))).toHaveLength(4);
  });

  test('Turtle says of each node what JSON-LD says', async () => {
    const nodes = JSON.parse(await (await get(`/claims/${twoDied}.jsonld`)).text())['@graph'] as Json[];
    const turtle = await (await get(`/claims/${twoDied}.ttl`)).text();
    const subjects = [...turtle.matchAll(/^(node:\S+) a /gm)].map(([, id]) => id);
    expect(subjects).toEqual(nodes.map((one) => one['@id']));
  });
});

describe('words', () => {
  test('those of a public text are shown; those of a text for members in no form, not even to a member', async () => {
    const { key } = await createKey(graph, { principal: 'a member', role: 'ADMIN' });
    for (const textAccess of ['PUBLIC', 'MEMBERS'] as const) {
      const { claim } = await ownClaim(`tower-${textAccess}`.toLowerCase(), { textAccess });
      const words = `The tower-${textAccess.toLowerCase()} was closed`;
      expect(await graph.command('MATCH (s:TextSpan {exact: $words}) RETURN s.id', { words })).toHaveLength(1);
      for (const suffix of Object.keys(typeOf)) {
        const answer = await get(`/claims/${claim}.${suffix}`, { authorization: `Bearer ${key}` });
        expect(answer.status).toBe(200);
        expect([textAccess, suffix, (await answer.text()).includes(words)]).toEqual([
          textAccess,
          suffix,
          textAccess === 'PUBLIC',
        ]);
      }
      const text = textOf(await page(`/claims/${claim}`));
      expect([text.includes('text held for members'), text.includes('words not shown')]).toEqual(
        textAccess === 'PUBLIC' ? [false, false] : [true, true],
      );
    }
  });
});

/** A claim of its own for each test that writes, with one chain in a document of its own. */
async function ownClaim(
  name: string,
  words: Partial<{ agent: string; text: string; cue: string; textAccess: 'PUBLIC' | 'MEMBERS' }> = {},
) {
  const hand = new Hand(graph);
  const text = words.text ?? `the ${name} was closed`;
  const before = new Date();
  const document = await hand.document({
    url: `https://${name}.example/1`,
    title: `About the ${name}`,
    newPublisher: { type: 'ORGANIZATION', name: words.agent ?? `The ${name} Times`, kind: 'NEWS_OUTLET' },
    text: `The ${name} was closed, said the mayor.`,
    textAccess: words.textAccess ?? 'PUBLIC',
  });
  const [version = ''] = await versionsOf(graph, document);
  const claim = await hand.claim(text);
  const origin = await hand.chain({
    documentVersion: version,
    hops: [
      {
        newAgent: { type: 'PERSON', name: words.agent ?? `Mayor of ${name}` },
        disclosure: 'NAMED_PERSON',
        quoteType: 'INDIRECT',
        cue: words.cue ?? 'said',
        spans: [{ role: 'CONTENT', exact: `The ${name} was closed` }],
      },
    ],
    asserts: [{ claim }],
  });
  return { hand, claim, origin, document, version, before, recorded: hand.moment, text };
}

describe('a past view', () => {
  test('keeps saying what it said, says that it is past and what has changed since, and links to now', async () => {
    const { hand, claim, recorded } = await ownClaim('ferry');
    const at = encodeURIComponent(recorded.toISOString());
    const path = `/claims/${claim}?asOf=${at}`;
    const untouched = textOf(await page(path));
    expect(untouched).toContain('This is a past view');
    expect(untouched).toContain('Nothing that stands in it has changed since.');
    expect((await json(path)).since).toEqual({ changed: false, parts: [], changeSets: [], more: false });

    // What happens elsewhere is no change of it.
    await ownClaim('unrelated');
    expect((await json(path)).since.changed).toBe(false);

    await hand.reviseClaim(claim, { text: 'the ferry was shut' });
    const other = await hand.claim('the ferry was open');
    await hand.relate({ left: claim, right: other, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['ANTONYM'] });
    await hand.review({
      ...{ claim, url: 'https://check.example/ferry', rating: { alternateName: 'Half so' } },
      newAuthor: { type: 'ORGANIZATION', name: 'Ferry Check', kind: 'OTHER' },
    });
    const then = await page(path);
    expect(textOf(then)).toContain('the ferry was closed');
    expect(textOf(then)).not.toMatch(/the ferry was shut|Half so|contradicted by/);
    expect(textOf(then)).toContain(
      'It has changed since: its wording, its revision, what contradicts it, reviews, who is named.',
    );
    expect(textOf(then)).toMatch(/something was revised \(change \d+\), test REVISE/);
    expect(then).toContain(`<a href="/claims/${claim}">See it as it is now</a>`);
    expect(then).toContain(`<link rel="canonical" href="/claims/${claim}" />`);
    const answer = await json(path);
    expect(answer.asOf).toBe(recorded.toISOString());
    expect(answer.claim.text).toBe('the ferry was closed');
    expect(answer.since.changeSets.map((one: Json) => one.op)).toEqual(['REVISE', 'RECORD', 'RECORD']);
    const linked = await get(path.replace('?', '.ttl?'));
    expect(linked.headers.get('memento-datetime')).toBe(recorded.toUTCString());
    expect(linked.headers.get('link')).toBe(`</claims/${claim}>; rel="latest-version"`);
    expect((await get(`/claims/${claim}`)).headers.get('memento-datetime')).toBeNull();
    const now = await json(`/claims/${claim}`);
    expect([now.asOf, now.since, now.claim.text]).toEqual([null, null, 'the ferry was shut']);
    expect(await (await get(`${path.replace('?', '.jsonld?')}`)).text()).not.toContain('ClaimReview');
  });

  test('what was changed and changed back is told, too; so is what was retracted', async () => {
    const { hand, claim, origin, recorded } = await ownClaim('bridge');
    await hand.reviseClaim(claim, { text: 'the bridge was barred' });
    await hand.reviseClaim(claim, { text: 'the bridge was closed' });
    const path = `/claims/${claim}.json?asOf=${recorded.toISOString()}`;
    expect((await json(path)).since).toMatchObject({ changed: true, parts: ['revision'] });
    expect((await json(path)).since.changeSets).toHaveLength(2);
    await hand.retract(origin);
    const { claim: then, since } = await json(path);
    expect(then.chains).toHaveLength(1);
    expect(since.parts).toEqual(expect.arrayContaining(['chains', 'origins']));
    expect((await json(`/claims/${claim}`)).claim.chains).toEqual([]);
  });

  test('the future, what is no moment, and a moment before it was recorded are refused', async () => {
    const { claim, before } = await ownClaim('harbour');
    for (const asOf of ['2999-01-01T00:00:00Z', 'yesterday', '2024-13-01T00:00:00Z', '']) {
      const answer = await get(`/claims/${claim}.json?asOf=${asOf}`);
      const { errors } = (await answer.json()) as Json;
      expect([asOf, answer.status, errors[0].message]).toEqual([asOf, 400, expect.stringContaining('asOf: ')]);
    }
    expect((await get(`/claims/${claim}?asOf=2024-01-01T00:00:00Z&asOf=2024-01-02T00:00:00Z`)).status).toBe(400);
    const early = await get(`/claims/${claim}?asOf=${before.toISOString()}`, { accept: browser });
    expect(early.status).toBe(404);
    expect(await early.text()).toContain(`<a href="/claims/${claim}">The claim as it is now</a>`);
  });

  test('asOf=now leads to the permalink of this moment', async () => {
    const answer = await get(`/claims/${informed}.json?asOf=now`);
    expect(answer.status).toBe(302);
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(new RegExp(`^/claims/${informed}\\.json\\?asOf=\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$`));
    const { claim } = await json(`/claims/${informed}`);
    expect(await json(location)).toMatchObject({ claim, since: { changed: false } });
  });

  test('every claim of the shipped sets reads the same at this moment as it reads now', async () => {
    const rows = await graph.command('MATCH (c:Claim) RETURN c.id AS id ORDER BY id');
    const asOf = new Date().toISOString();
    expect(rows.length).toBeGreaterThan(100);
    const differing: unknown[] = [];
    for (const { id } of rows) {
      const { since } = await json(`/claims/${id as string}.json?asOf=${asOf}`);
      if (since.changed) differing.push([id, since]);
    }
    expect(differing).toEqual([]);
  });
});

describe('caches', () => {
  test.each(Object.keys(typeOf))(
    '%s has a tag that changes when its provenance does, and only then',
    async (suffix) => {
      const { hand, claim, origin } = await ownClaim(`quay-${suffix}`);
      const path = `/claims/${claim}.${suffix}`;
      const first = await get(path);
      const tag = first.headers.get('etag') ?? '';
      expect([first.headers.get('cache-control'), tag]).toEqual(['no-cache', expect.stringMatching(/^"[\w-]+"$/)]);
      await ownClaim(`elsewhere-${suffix}`);
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const again = await get(path, { 'if-none-match': known });
        expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
      }
      await hand.reviseAgent(await creditedBy(graph, origin), { name: 'The former mayor' });
      const changed = await get(path, { 'if-none-match': tag });
      expect([changed.status, (await changed.text()).includes('The former mayor')]).toEqual([200, true]);
      expect(changed.headers.get('etag')).not.toBe(tag);
    },
  );

  test('the forms of one claim have tags of their own', async () => {
    const tags = await Promise.all(
      Object.keys(typeOf).map(async (suffix) => (await get(`/claims/${informed}.${suffix}`)).headers.get('etag')),
    );
    expect(new Set(tags).size).toBe(4);
  });
});

describe('who may read', () => {
  test('a server that answers nobody without a key asks for one, as the API does; shared caches keep nothing', async () => {
    const closed = await serve({ anonymous: false });
    const told = await get(`/claims/${informed}`, { accept: browser }, closed);
    expect([told.status, told.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    const text = await told.text();
    expect(text).toContain('This server needs a key');
    expect(text).not.toContain('Iran');
    const answer = await get(`/claims/${informed}.json`, {}, closed);
    const api = await fetch(`${closed}/graphql?query={__typename}`, { headers: { accept: 'application/json' } });
    const first = async (response: Response) => ((await response.json()) as Json).errors[0];
    expect([answer.status, await first(answer)]).toEqual([api.status, await first(api)]);
    // Nobody learns whether there is such a claim.
    expect((await get(`/claims/${nobodys}`, {}, closed)).status).toBe(401);
    const { key } = await createKey(graph, { principal: 'a reader', role: 'READER' });
    const read = await get(`/claims/${informed}`, { accept: browser, authorization: `Bearer ${key}` }, closed);
    expect([read.status, read.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    expect(read.headers.get('vary')).toMatch(/authorization/);
  });

  test('a key that is not valid is refused here, too', async () => {
    const answer = await get(`/claims/${informed}.json`, { authorization: 'Bearer wrong' });
    expect(answer.status).toBe(401);
  });

  test('a server that has too much to do says when to come again', async () => {
    const busy = await serve({ mostRequests: 0 });
    const answer = await get(`/claims/${informed}`, { accept: browser }, busy);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.text()).toContain('Try again in a moment.');
  });
});

describe('everything from users is text', () => {
  const script = '<script>document.title = "met"</script>';
  const image = `"'><img src=x onerror="document.title='met'">`;
  const turned = 'abc \u202e\u2066 turned';
  const long = 'long'.repeat(120);

  test('in every form: script, quotes, javascript: addresses, bidi overrides, a long name', async () => {
    const { hand, claim, version, origin } = await ownClaim('attack', {
      agent: `${script} ${turned}`,
      text: `${script}${image} ${turned} ${long}`,
      cue: image,
    });
    const other = await hand.claim(`${image}${turned}`);
    await hand.relate({
      ...{ left: claim, right: other, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['NEGATION'] },
      ...{ rationale: `${script}${turned}`, basedOn: [origin] },
    });
    await hand.review({
      ...{ claim, url: 'https://check.example/attack', claimReviewed: image },
      newAuthor: { type: 'ORGANIZATION', name: long, kind: 'OTHER' },
      rating: { alternateName: `${script}${turned}`, ratingValue: 1 },
    });
    await hand.correction({ documentVersion: version, kind: 'CORRECTION', text: image, corrects: [origin] });
    // Past the rules that refuse such addresses, as if somebody had found a way.
    await graph.command(
      `MATCH (r:Review {url: 'https://check.example/attack'}) SET r.url = 'javascript:document.title="met"'
       WITH r MATCH (d:Document {url: 'https://attack.example/1'}) SET d.url = 'JaVaScRiPt:document.title="met"', d.title = $title
       WITH d MATCH (c:Claim {id: $claim}) SET c.language = $language`,
      { claim, title: `${script}${turned}`, language: '"><script>' },
    );
    const markup = await page(`/claims/${claim}`);
    expect(markup.match(/<script[^>]*>[^<]*/gi)).toEqual([ownScript, `<script type="module" src="${exploreScript}">`]);
    // Its picture is ours.
    const ours = /<img src="\/claims\/clm_[\w-]+\.svg" alt="[^"<>]*" loading="lazy" \/>/;
    expect(markup).toMatch(ours);
    // What stands in quotes is no markup: every quote of anybody's is escaped.
    const bare = markup.replace(ours, '').replace(/"[^"]*"/g, '""');
    expect(bare).not.toMatch(/<img|<[^>]* on\w+=/i);
    expect(markup).not.toMatch(/(href|src)="\s*javascript:/i);
    expect(markup).toContain('<bdi>javascript:document.title=&quot;met&quot;</bdi>');
    // What turns text round stands within an isolating element each time, and not in the title at all.
    for (const [, before = ''] of markup.matchAll(/([^>]*>[^<>]*)\u202e/g)) {
      expect(before).toMatch(/bdi>[^<>]*$/);
    }
    expect(/<title>([^<]*)<\/title>/.exec(markup)?.[1]).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect((/<title>([^<]*)<\/title>/.exec(markup)?.[1] ?? '').length).toBeLessThan(400);

    const answer = await get(`/claims/${claim}.json`);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(((await answer.json()) as Json).claim.text).toContain(script);
    const linked = JSON.parse(await (await get(`/claims/${claim}.jsonld`)).text());
    expect(JSON.stringify(linked)).toContain('<script>');
    const turtle = await (await get(`/claims/${claim}.ttl`)).text();
    // No value ends its string early: within each pair of quotes there is no bare one.
    for (const line of turtle.split('\n')) expect(line.replace(/"(?:[^"\\]|\\.)*"/g, '')).not.toContain('"');
  });

  test.each(['%3Cscript%3Ealert(1)%3C%2Fscript%3E', 'clm_%22%3E%3Cimg', `${informed}%0d%0aSet-Cookie:a=b`])(
    'an address of %s is refused, and shown as text',
    async (id) => {
      const answer = await get(`/claims/${id}`, { accept: browser });
      expect([400, 404]).toContain(answer.status);
      expect(await answer.text()).not.toMatch(/<script|<img/);
      expect(answer.headers.get('set-cookie')).toBeNull();
    },
  );
});

test('the landing page leads to the page of each of its claims', async () => {
  const links = [...(await page('/')).matchAll(/<p class="claim"><a href="([^"]+)">/g)].map(([, href]) => href ?? '');
  expect(links).toHaveLength(3);
  for (const link of links) expect((await get(link, { accept: browser })).status).toBe(200);
});
