import { createKey } from '../../src/features/principal/keys.service';
import { sealingWith } from '../../src/features/principal/sealing';
import type { Graph } from '../../src/graph/graph';
import { creditedBy, Hand, versionsOf } from '../support/writing';
import type { Json } from './json';
import { browser, servedPages, textOf } from './served-pages';

const incendiary = 'clm_01a20de1-59ab-7cf1-92fb-87cbfd02f6f0';
const spokeswoman = 'agt_01a20de1-59aa-7b63-9dd0-01fc4d1a92fd';
const sameSpokeswoman = 'agt_01a20de1-59aa-7b63-9dd0-01fd855178bf';
const doctor = 'agt_01a20de1-59aa-7b63-9dd0-01fe83d4c126';
const nobodys = 'agt_01a20de1-59aa-7b63-9dd0-000000000000';

const { get, page, json, ...site } = servedPages();
let graph: Graph;
beforeAll(() => {
  graph = site.graph();
});
const named = (names: readonly { name: string }[]) => names.map(({ name }) => name);

async function agentNamed(name: string): Promise<string> {
  const [row] = await graph.command('MATCH (a:Agent {name: $name}) RETURN a.id AS id', { name });
  return row?.id as string;
}

/** What a mayor says of a thing, through the wire, in a document of its own. */
async function ownAgent(
  name: string,
  more: { agent?: string; polarity?: 'ASSERTED' | 'DENIED'; claim?: string; newAgent?: string } = {},
) {
  const hand = new Hand(graph);
  const before = new Date();
  const document = await hand.document({
    url: `https://${name}.example/1`,
    title: `About the ${name}`,
    newPublisher: { type: 'ORGANIZATION', name: `The ${name} Times`, kind: 'NEWS_OUTLET' },
    text: `Old Wire reports that the ${name} was closed, as the mayor said.`,
  });
  const [version = ''] = await versionsOf(graph, document);
  const claim = more.claim ?? (await hand.claim(`the ${name} was closed`));
  const origin = await hand.chain({
    documentVersion: version,
    hops: [
      {
        newAgent: { type: 'ORGANIZATION', name: `Wire of ${name}`, kind: 'NEWS_AGENCY' },
        disclosure: 'INSTITUTION',
        spans: [{ role: 'RELAY', exact: 'Old Wire' }],
      },
      {
        ...(more.agent
          ? { agent: more.agent }
          : { newAgent: { type: 'PERSON', name: more.newAgent ?? `Mayor of ${name}` } }),
        disclosure: 'NAMED_PERSON',
        quoteType: 'INDIRECT',
        cue: 'said',
        spans: [{ role: 'CONTENT', exact: `the ${name} was closed` }],
      },
    ],
    asserts: [{ claim, polarity: more.polarity ?? 'ASSERTED' }],
  });
  const agent = await creditedBy(graph, origin);
  return { hand, document, version, claim, origin, agent, before, recorded: hand.moment };
}

describe('one address, two forms', () => {
  test.each([
    ['', browser, 'text/html'],
    ['', 'application/json', 'application/json'],
    ['.html', 'application/json', 'text/html'],
    ['.json', browser, 'application/json'],
  ])('%s for %s', async (suffix, accept, type) => {
    const answer = await get(`/agents/${spokeswoman}${suffix}`, { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
  });

  test.each([
    [`/agents/${spokeswoman}`, 'application/ld+json', 406, /An agent comes as \.html.*\.json/],
    [`/agents/${spokeswoman}.svg`, browser, 406, /\.html.*\.json/],
    [`/agents/${nobodys}.json`, browser, 404, /There is no agent agt_/],
    [`/agents/doc_1.json`, browser, 400, /doc_1/],
  ])('%s for %s is %d', async (path, accept, status, message) => {
    const answer = await get(path, { accept });
    const { errors } = (await answer.json()) as Json;
    expect([answer.status, errors[0].message]).toEqual([status, expect.stringMatching(message)]);
  });

  test('a tag that is known is answered with 304, until something that is shown changes', async () => {
    const { hand, agent, claim } = await ownAgent('tag');
    const path = `/agents/${agent}`;
    const tag = (await get(path)).headers.get('etag') ?? '';
    await ownAgent('elsewhere');
    const again = await get(path, { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await hand.reviseClaim(claim, { text: 'the tag was shut' });
    expect((await get(path, { 'if-none-match': tag })).status).toBe(200);
  });
});

describe('what it said', () => {
  test('each claim with the chain that it came through, as an ordered list, and the document', async () => {
    const { agent, claim, document, origin } = await ownAgent('kiosk');
    const markup = await page(`/agents/${agent}`);
    expect(textOf(markup)).toMatch(
      /^ Mayor of kiosk speaker of 1 claim no contradiction recorded Type: a person|^ Mayor of kiosk/,
    );
    const [, list = ''] = /<ol class="way"[^>]*>([^]*?)<\/ol>/.exec(markup) ?? [];
    expect(list.split('<li>').slice(1).map(textOf)).toEqual([
      expect.stringMatching(/Outlet The kiosk Times/),
      expect.stringMatching(/Relay Wire of kiosk/),
      expect.stringMatching(/Origin Mayor of kiosk/),
    ]);
    expect(markup).toContain(`href="/claims/${claim}"`);
    expect(markup).toContain(`href="/documents/${document}?version=1"`);
    const { said, relayed, published } = (await json(`/agents/${agent}`)).agent;
    expect([said.length, relayed, published]).toEqual([1, [], []]);
    expect(said[0].chains.first[0].hops.at(-1)).toMatchObject({ role: 'ORIGIN', agentId: agent, attribution: origin });
  });

  test('what it passed on and what it published of others stand apart', async () => {
    await ownAgent('pier');
    const wire = (await json(`/agents/${await agentNamed('Wire of pier')}`)).agent;
    expect([wire.said, wire.relayed.length, wire.published]).toEqual([[], 1, []]);
    const outlet = await json(`/agents/${await agentNamed('The pier Times')}`);
    expect([outlet.agent.said, outlet.agent.relayed, outlet.agent.published.length]).toEqual([[], [], 1]);
    expect(textOf(await page(`/agents/${outlet.agent.id}`))).toMatch(/What it published of others the pier was closed/);
  });

  test('who says otherwise: what contradicts it and who says that, who denies it, whom a denial denies', async () => {
    const { hand, agent, claim } = await ownAgent('gate');
    const other = await ownAgent('gate-opened', { newAgent: 'The gatekeeper' });
    const { newAgent } = { newAgent: 'The deputy' };
    const denial = await ownAgent('gate-denied', { claim, polarity: 'DENIED', newAgent });
    await hand.relate({
      ...{ left: claim, right: other.claim, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['ANTONYM'] },
      rationale: 'It cannot be both.',
    });
    const [entry] = (await json(`/agents/${agent}`)).agent.said;
    expect(entry.contradictions.first.map((one: Json) => [one.claim.id, named(one.speakers.first)])).toEqual([
      [other.claim, ['The gatekeeper']],
    ]);
    expect([named(entry.deniedBy.first), entry.assertedBy.first]).toEqual([['The deputy'], []]);
    const text = textOf(await page(`/agents/${agent}`));
    expect(text).toContain('contradicted in 1 claim');
    expect(text).toMatch(
      /Denied by The deputy contradicted by the gate-opened was closed \(opposite words\) Why: It cannot be both\. Said by The gatekeeper/,
    );

    const [denied] = (await json(`/agents/${denial.agent}`)).agent.said;
    expect([denied.contradictions.first, denied.deniedBy.first, named(denied.assertedBy.first)]).toEqual([
      [],
      [],
      ['Mayor of gate'],
    ]);
    expect(textOf(await page(`/agents/${denial.agent}`))).toMatch(
      /denied in About the gate-denied.*Asserted by Mayor of gate/,
    );
  });

  test('a claim of the shipped story that is denied is told with its speakers', async () => {
    const { claim } = await json(`/claims/${incendiary}`);
    const denying = claim.chains.find((chain: Json) => chain.polarity === 'DENIED').hops.at(-1);
    const entry = (await json(`/agents/${denying.agentId}`)).agent.said.find(
      (one: Json) => one.claim.id === incendiary,
    );
    expect(entry.assertedBy.first.length).toBeGreaterThan(0);
    expect(entry.chains.first.every((chain: Json) => chain.polarity === 'DENIED')).toBe(true);
  });

  test('a list of more claims than are shown says so', async () => {
    const { hand, agent, version } = await ownAgent('many');
    const hops = [{ agent, disclosure: 'NAMED_PERSON' as const, quoteType: 'INDIRECT' as const }];
    for (let i = 0; i < 50; i++) {
      await hand.chain({ documentVersion: version, hops, asserts: [{ claim: await hand.claim(`many things, ${i}`) }] });
    }
    const { said, cut } = (await json(`/agents/${agent}`)).agent;
    expect([said.length, cut]).toEqual([50, ['said']]);
    const text = textOf(await page(`/agents/${agent}`));
    expect(text).toContain('speaker of more than 50 claims');
    expect(text).toContain('There are more than these 50; the API has them all.');
  });
});

describe('who it is', () => {
  test('agents that are joined are told, and what one said stands with the other', async () => {
    const { agent } = await json(`/agents/${spokeswoman}`);
    expect(agent.joined.map((one: Json) => one.id)).toEqual([sameSpokeswoman]);
    const markup = await page(`/agents/${spokeswoman}`);
    expect(textOf(markup)).toMatch(/Said to be the same .*Why: One ministry has one spokesperson of that surname/);
    expect(markup).toContain(`href="/agents/${sameSpokeswoman}"`);
    const other = (await json(`/agents/${sameSpokeswoman}`)).agent;
    expect(other.said.map((one: Json) => one.claim.id)).toEqual(agent.said.map((one: Json) => one.claim.id));
    expect(other.said.every((one: Json) => one.chains.first.length > 0)).toBe(true);
    // One that is only proposed is none.
    expect((await json(`/agents/${doctor}`)).agent.joined).toEqual([]);
  });

  test('an unnamed source has its description, where it belongs and its document, and never a guess at who it is', async () => {
    const hand = new Hand(graph);
    const document = await hand.document({
      url: 'https://unnamed.example/1',
      title: 'Unnamed',
      text: 'A guard said so.',
    });
    const [documentVersion = ''] = await versionsOf(graph, document);
    const ministry = (await ownAgent('ministry')).agent;
    void ministry;
    const origin = await hand.chain({
      documentVersion,
      hops: [
        {
          newAgent: {
            ...{ type: 'UNNAMED_SOURCE', name: 'a guard', descriptor: 'prison guard' },
            anonymityReason: 'fears for the job',
          },
          disclosure: 'UNNAMED',
          quoteType: 'INDIRECT',
          spans: [{ role: 'SOURCE', exact: 'A guard' }],
        },
      ],
      asserts: [{ claim: await hand.claim('so it was in the prison') }],
    });
    const agent = await creditedBy(graph, origin);
    const seal = sealingWith(Buffer.alloc(32, 1));
    await graph.command('MATCH (a:Agent {id: $agent}) SET a.sealedNote = $note', {
      agent,
      note: seal.seal('It is Somebody.', agent),
    });
    const { key } = await createKey(graph, { principal: 'a reviewer', role: 'REVIEWER' });
    for (const suffix of ['html', 'json']) {
      const body = await (await get(`/agents/${agent}.${suffix}`, { authorization: `Bearer ${key}` })).text();
      expect(body).not.toMatch(/sealed|Somebody|identityNote/);
    }
    const text = textOf(await page(`/agents/${agent}`));
    expect(text).toMatch(/Described as prison guard Not named because fears for the job Speaks in Unnamed/);
    expect(text).toContain('origin not named');
  });

  test('an unnamed source of the shipped story tells where it says it belongs', async () => {
    const rows = await graph.command(
      'MATCH (a:UnnamedSource)-[:AFFILIATED_WITH]->(o) RETURN a.id AS id, o.name AS name ORDER BY id LIMIT 1',
    );
    const [{ id, name } = { id: '', name: '' }] = rows as { id: string; name: string }[];
    expect(textOf(await page(`/agents/${id}`))).toContain(`Belongs to ${name}`);
  });
});

describe('a past view', () => {
  test('keeps saying what it said, says that it is past and what has changed since, and links to now', async () => {
    const { hand, agent, claim, origin, recorded, before } = await ownAgent('ferry');
    const path = `/agents/${agent}?asOf=${recorded.toISOString()}`;
    expect((await json(path)).since).toEqual({ changed: false, parts: [], changeSets: [], more: false });
    await hand.reviseAgent(agent, { name: 'The former mayor' });
    await hand.reviseClaim(claim, { text: 'the ferry was shut' });
    const other = await ownAgent('ferry-two');
    await hand.joinAgents(agent, other.agent);
    const markup = await page(path);
    expect(textOf(markup)).toMatch(/^ This is a past view.*Mayor of ferry.*the ferry was closed/);
    expect(textOf(markup)).not.toMatch(/The former mayor|the ferry was shut|Mayor of ferry-two|Said to be the same/);
    expect(textOf(markup)).toContain(
      'It has changed since: its name, who is said to be the same, how that is known, what it said.',
    );
    expect(markup).toContain(`<a href="/agents/${agent}">See it as it is now</a>`);
    const links = [...markup.matchAll(/href="(\/(?:claims|agents|documents)\/[^"]*)"/g)].map(([, href = '']) => href);
    const elsewhere = links.filter((href) => !href.includes('asOf=') && href !== `/agents/${agent}`);
    expect([links.length > 3, elsewhere]).toEqual([true, []]);
    expect((await json(`/agents/${agent}`)).agent.said).toHaveLength(2);
    await hand.split('Agent', agent, other.agent);
    await hand.retract(origin);
    const since = (await json(path)).since;
    expect(since.changeSets.map((one: Json) => one.op)).toEqual(expect.arrayContaining(['REVISE', 'RETRACT']));
    expect((await json(path)).agent.said).toHaveLength(1);
    const early = await get(`/agents/${agent}.json?asOf=${before.toISOString()}`);
    expect(early.status).toBe(404);
  });

  test('every agent of the shipped sets reads the same at this moment as it reads now', async () => {
    const rows = await graph.command(
      "MATCH (a:Agent) WHERE a.id STARTS WITH 'agt_01a20d' RETURN a.id AS id ORDER BY id",
    );
    const asOf = new Date().toISOString();
    expect(rows.length).toBeGreaterThan(50);
    const differing: unknown[] = [];
    for (const { id } of rows) {
      const { since } = await json(`/agents/${id as string}.json?asOf=${asOf}`);
      if (since.changed) differing.push([id, since]);
    }
    expect(differing).toEqual([]);
  });
});

test('hostile names are text', async () => {
  const script = `<script>document.title = "met"</script>"'><img src=x onerror=alert(1)>`;
  const { agent } = await ownAgent('attack', { newAgent: script });
  const markup = await page(`/agents/${agent}`);
  expect(markup).not.toMatch(/<script|<img/);
  expect((await json(`/agents/${agent}`)).agent.name).toBe(script);
});
