import type { App } from '../../src/app';
import type { Graph } from '../../src/graph/graph';
import { exploreScript } from '../../src/web/explore-assets';
import { appApart } from '../support/api';
import { seededGraph } from '../support/graph';
import { creditedBy, Hand, versionsOf } from '../support/writing';
import { dangersOf, xmlElements } from '../support/xml';

const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const twoDied = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const fiveDied = 'clm_01a20de1-59ab-7cf1-92fb-87ee782d306a';
const incendiary = 'clm_01a20de1-59ab-7cf1-92fb-87cbfd02f6f0';

let graph: Graph;
let app: App;
beforeAll(async () => {
  graph = await seededGraph();
  app = await appApart(graph);
});
afterAll(async () => {
  await app.close();
  await graph.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });
const svgOf = async (path: string) => (await get(path, { accept: 'image/svg+xml' })).text();
const textsOf = (svg: string) =>
  xmlElements(svg)
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text);
const sizeOf = (png: Buffer) => [png.subarray(1, 4).toString('latin1'), png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the two forms', () => {
  test.each([
    [`/claims/${informed}.svg`, 'text/html', 'image/svg+xml; charset=utf-8'],
    [`/claims/${informed}`, 'image/svg+xml', 'image/svg+xml; charset=utf-8'],
    [`/claims/${informed}.png`, 'text/html', 'image/png'],
    [`/claims/${informed}`, 'image/png;q=0.9, text/html;q=0.1', 'image/png'],
  ])('%s for %s is %s, which may do nothing', async (path, accept, type) => {
    const answer = await get(path, { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
    expect(answer.headers.get('content-security-policy')).not.toMatch(/self|inline/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('who asks for nothing in particular gets the page still', async () => {
    for (const accept of ['*/*', 'text/html,image/avif,image/webp,image/png,image/svg+xml,*/*;q=0.8']) {
      expect((await get(`/claims/${informed}`, { accept })).headers.get('content-type')).toMatch(/^text\/html/);
    }
  });

  test('the SVG shows each step of the chain, and the contradiction, in words', async () => {
    const texts = textsOf(await svgOf(`/claims/${informed}`)).join(' ');
    for (const word of ['Newsweek', 'Associated Press', 'Origin: not named']) expect(texts).toContain(word);
    expect(textsOf(await svgOf(`/claims/${twoDied}`))).toContain('contradicts');
    expect(textsOf(await svgOf(`/claims/${incendiary}`))).toContain('denies');
  });

  test('the PNG is a card of 1200 by 630', async () => {
    for (const id of [informed, twoDied]) {
      const png = Buffer.from(await (await get(`/claims/${id}.png`)).arrayBuffer());
      expect(sizeOf(png)).toEqual(['PNG', 1200, 630]);
    }
  });

  test('every claim of the shipped sets has a picture that a parser reads and that tells how many origins it has', async () => {
    const rows = await graph.command('MATCH (c:Claim) RETURN c.id AS id, c.text AS text ORDER BY id');
    expect(rows.length).toBeGreaterThan(100);
    for (const { id, text } of rows) {
      const svg = await svgOf(`/claims/${id as string}`);
      const [, title, description] = xmlElements(svg);
      expect([title?.name, title?.text, description?.name]).toEqual(['title', text, 'desc']);
      expect(description?.text).toMatch(/\d+ distinct known origin/);
      expect(dangersOf(svg)).toEqual([]);
    }
  });

  test('an id that no claim has is told as with every form', async () => {
    for (const form of ['svg', 'png']) {
      const answer = await get(`/claims/clm_01a20dd7-8507-7953-ab78-000000000000.${form}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  test('the page shows the one, leads to both, and names both to programs', async () => {
    const markup = (await (await get(`/claims/${twoDied}`)).text()).replace(/\s+/g, ' ');
    expect(markup).toMatch(
      new RegExp(`<img src="/claims/${twoDied}\\.svg" alt="Picture of what this page lists: 3 chains`),
    );
    for (const [form, type] of [
      ['svg', 'image/svg+xml'],
      ['png', 'image/png'],
    ]) {
      expect(markup).toMatch(new RegExp(`<link rel="alternate" type="${type?.replace('+', '\\+')}" [^>]*\\.${form}"`));
      expect(markup).toContain(`<a href="/claims/${twoDied}.${form}">`);
    }
    const script = await get(exploreScript);
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });
});

/** A claim of its own with one chain, for each test that writes. */
async function ownClaim(name: string, text = `the ${name} was closed`, speaker = `Mayor of ${name}`, outlet?: string) {
  const hand = new Hand(graph);
  const document = await hand.document({
    url: `https://picture-${name}.example/1`,
    title: `About the ${name}`,
    newPublisher: { type: 'ORGANIZATION', name: outlet ?? `The ${name} Times`, kind: 'NEWS_OUTLET' },
    text: `The ${name} was closed, said the mayor.`,
  });
  const [documentVersion = ''] = await versionsOf(graph, document);
  const claim = await hand.claim(text);
  const origin = await hand.chain({
    documentVersion,
    hops: [
      {
        newAgent: { type: 'PERSON', name: speaker },
        ...{ disclosure: 'NAMED_PERSON', quoteType: 'INDIRECT', cue: 'said' },
        spans: [{ role: 'CONTENT', exact: `The ${name} was closed` }],
      },
    ],
    asserts: [{ claim }],
  });
  return { hand, claim, origin, recorded: hand.moment };
}

describe.each(['svg', 'png'])('.%s', (form) => {
  test('has a tag that changes when what it shows does, and only then', async () => {
    const { hand, claim, origin } = await ownClaim(`quay-${form}`);
    const path = `/claims/${claim}.${form}`;
    const first = await get(path);
    const tag = first.headers.get('etag') ?? '';
    expect([first.headers.get('cache-control'), tag]).toEqual(['no-cache', expect.stringMatching(/^"[\w-]+"$/)]);
    await ownClaim(`elsewhere-${form}`);
    const again = await get(path, { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await hand.reviseAgent(await creditedBy(graph, origin), { name: 'The former mayor' });
    const changed = await get(path, { 'if-none-match': tag });
    expect([changed.status, changed.headers.get('etag') === tag]).toEqual([200, false]);
  });

  test('of a past view shows what was recorded then, and says so', async () => {
    const { hand, claim, recorded } = await ownClaim(`ferry-${form}`);
    await hand.reviseClaim(claim, { text: 'the ferry was shut' });
    const path = `/claims/${claim}.${form}?asOf=${recorded.toISOString()}`;
    const answer = await get(path);
    expect([answer.status, answer.headers.get('memento-datetime')]).toEqual([200, recorded.toUTCString()]);
    const body = Buffer.from(await answer.arrayBuffer());
    expect(body.equals(Buffer.from(await (await get(`/claims/${claim}.${form}`)).arrayBuffer()))).toBe(false);
    if (form === 'png') return expect(sizeOf(body)).toEqual(['PNG', 1200, 630]);
    const [, title] = xmlElements(body.toString());
    expect(title?.text).toBe(`the ferry-${form} was closed`);
    expect(textsOf(body.toString()).join(' ')).toContain('A past view: what was recorded at');
  });
});

test('hostile names draw a picture, and do nothing in it', async () => {
  const script = '<script>alert(1)</script>';
  const image = `"'><image href="https://evil.example/x" onload="x()"/>]]>`;
  const turned = 'abc \u202e\u2066 turned \u0007';
  const { hand, claim } = await ownClaim(
    'attack',
    `${script}${image} ${turned} ${'long'.repeat(90)}`,
    image,
    script + turned,
  );
  const other = await hand.claim(`"]; n0 -> n1 [URL="javascript:x()"]; ${image}`);
  await hand.relate({ left: claim, right: other, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['NEGATION'] });
  const svg = await svgOf(`/claims/${claim}`);
  expect(dangersOf(svg)).toEqual([]);
  expect(svg).not.toMatch(/[\u202e\u2066\u0007]/);
  expect(textsOf(svg).join(' ')).toContain('<script>alert(1)</script>');
  const png = await get(`/claims/${claim}.png`);
  expect(sizeOf(Buffer.from(await png.arrayBuffer()))).toEqual(['PNG', 1200, 630]);
});

test('many chains of one origin are one node, and what is not drawn is told', async () => {
  const chains = await graph.command(
    `MATCH (c:Claim)<-[:ASSERTS]-(a:Attribution) WITH c, count(a) AS chains RETURN c.id AS id ORDER BY chains DESC LIMIT 1`,
  );
  const svg = await svgOf(`/claims/${(chains[0]?.id as string | undefined) ?? fiveDied}`);
  const texts = textsOf(svg);
  expect(texts.filter((text) => /^Origin|and origin/.test(text)).length).toBeLessThanOrEqual(60);
  expect(texts.some((text) => text.startsWith('From the outlet, step by step'))).toBe(true);
});
