import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createResearch, type Layers } from '../../src/features/cypher/cypher.service';
import { CypherRefusal } from '../../src/features/cypher/refusal';
import { createWebhook } from '../../src/features/feed/webhook.service';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { openResearchPool, type ResearchPool } from '../../src/graph/research';
import { emptyGraph, testNeo4j } from '../support/graph';
import { creditedBy, Hand, versionsOf } from '../support/writing';
import { fingerprint } from './fingerprint';

jest.setTimeout(900_000);

// Words that stand nowhere else in the graph: what is for members, and what is for nobody.
const words = 'Zolverin Quambley Tarnoswick Blivenor Kestrigan Mordaxel';
const openWords = 'Everybody may read this sentence of the open paper.';
const secrets = [...words.split(' '), 'Sealedvalue', 'Keyvalue', 'Hashvalue', 'hooks.hidden.example', 'Namehidden'];

let graph: Graph;
let pool: ResearchPool;
let listener: Server;
let address: string;
let calls = 0;
const ids: Record<string, string> = {};

beforeAll(async () => {
  graph = await emptyGraph();
  pool = openResearchPool({ ...testNeo4j(), most: 4 });
  listener = createServer((_, response) => {
    calls++;
    response.end('a,b\n1,2\n');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  await fill();
});
afterAll(async () => {
  await pool.close();
  await graph.close();
  await new Promise((resolve) => listener.close(resolve));
});

async function fill(): Promise<void> {
  const hand = new Hand(graph);
  const newPublisher = { type: 'ORGANIZATION' as const, name: 'The Paper', kind: 'NEWS_OUTLET' as const };
  const closed = await hand.document({ url: 'https://a.example/1', newPublisher, text: words, textAccess: 'MEMBERS' });
  const [closedVersion] = await versionsOf(graph, closed);
  const [paper] = await graph.command("MATCH (a:Agent {name: 'The Paper'}) RETURN a.id AS id");
  const publisher = paper?.id as string;
  const open = await hand.document({ url: 'https://a.example/2', publisher, text: openWords, textAccess: 'PUBLIC' });
  const [openVersion] = await versionsOf(graph, open);
  const chainIn = (documentVersion: string, exact: string, name: string) =>
    hand.chain({
      documentVersion,
      hops: [
        { newAgent: { type: 'UNNAMED_SOURCE', name, descriptor: 'official' }, spans: [{ role: 'CONTENT', exact }] },
      ],
      asserts: [{ text: `A claim by ${name}.`, language: 'en', type: 'EVENT' }],
    });
  const origin = await chainIn(closedVersion as string, 'Quambley Tarnoswick', 'an official');
  await chainIn(openVersion as string, 'may read', 'a reader');
  const agent = await creditedBy(graph, origin);
  await createKey(graph, { principal: 'Namehidden', role: 'ADMIN' });
  await graph.command("MATCH (k:ApiKey) SET k.sha256 = 'Hashvalue', k.hint = 'Hashvalue'");
  await createWebhook({ graph, seal: () => 'Sealedvalue' }, { url: 'https://hooks.hidden.example/1' });
  await graph.command(
    "MATCH (w:Webhook) CREATE (:DeadDelivery {id: 'dlv_1', lastError: 'Hashvalue'})-[:MEANT_FOR]->(w)",
  );
  await graph.command("MATCH (a {id: $agent}) SET a.sealedNote = 'Sealedvalue'", { agent });
  await graph.command("MATCH (c:ChangeSet) SET c.key = c.key + 'Keyvalue', c.inputSha256 = 'Hashvalue' + c.id");
  // Former states, as cypher/change-set/revise.cypher keeps them.
  await graph.command(`
    MATCH (n:DocumentVersion|TextSpan|UnnamedSource) CREATE (was:Revision)
    SET was = n {.*, id: 'rvn_' + n.id, recordedTo: datetime()} CREATE (was)-[:STATE_OF]->(n)`);
  Object.assign(ids, { agent, closedVersion, origin });
}

/** All that an answer holds, as one text; or the refusal. */
async function answerOf(statement: string, layers: Partial<Layers> = {}, parameters: Record<string, unknown> = {}) {
  const timeoutMs = 8_000;
  const research = createResearch({ pool, most: 4, perMinute: 10_000, layers, defaults: { timeoutMs } });
  try {
    const run = await research.run(statement, parameters);
    const rows: unknown[][] = [];
    for await (const row of run.rows) rows.push(row);
    return { refusal: null, text: JSON.stringify([run.fields, rows]), rows, summary: run.summary() };
  } catch (error) {
    if (!(error instanceof CypherRefusal)) throw error;
    return { refusal: error, text: error.message, rows: [], summary: null };
  }
}

/** One layer with all others switched off. `session` is what is left without any. */
const alone = {
  text: { text: true, plan: false, protect: false },
  protected: { text: true, plan: false, protect: true },
  plan: { text: false, plan: true, protect: true },
  session: { text: false, plan: false, protect: false },
} satisfies Record<string, Layers>;
type LayerName = keyof typeof alone;

/** Each statement with the layers of which each one alone refuses it. */
const writing: LayerName[] = ['text', 'plan', 'session'];
const reading: LayerName[] = ['text', 'plan'];
const guarded: LayerName[] = ['protected', 'plan'];
const attacks: [string, LayerName[]][] = [
  // Every clause that writes, and each place where one can stand.
  ['CREATE (n:Claim {id: "x"}) RETURN n', writing],
  ['MERGE (n:Claim {id: "x"}) RETURN n', writing],
  ['MATCH (n:Claim) SET n.text = "x" RETURN n', writing],
  ['MATCH (n:Claim) SET n:Other', writing],
  ['MATCH (n:Claim) SET n += {text: "x"}', writing],
  ['MATCH (n:Claim) REMOVE n.text', writing],
  ['MATCH (n:Claim) REMOVE n:Claim', writing],
  ['MATCH (n:Claim) DELETE n', writing],
  ['MATCH (n:Claim) DETACH DELETE n', writing],
  ['MATCH (n:Claim) NODETACH DELETE n', writing],
  ['MATCH (n:Claim) FOREACH (x IN [1] | SET n.text = "x")', writing],
  ['CALL { CREATE (n:Claim) } RETURN 1', writing],
  ['MATCH (c:Claim) CALL (c) { SET c.text = "x" RETURN 1 AS one } RETURN one', writing],
  ['CALL { CALL { CREATE (n:Claim) RETURN n } RETURN n } RETURN n', writing],
  ['MATCH (n:Claim) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS', writing],
  ['UNWIND [1] AS x CALL { CREATE (:Claim) } IN CONCURRENT TRANSACTIONS RETURN 1', writing],
  ['MATCH (a:Claim), (b:Claim) CREATE (a)-[:SUPPORTS]->(b)', writing],
  ['RETURN 1 AS x UNION CREATE (n) RETURN 1 AS x', writing],
  ['MATCH (n:Claim) RETURN n /* a comment */ // and one\n UNION MATCH (n:Claim) /**/ SET n.a = 1 RETURN n', writing],
  ['match (n:Claim) sEt n.text = "x"', writing],
  ['RETURN EXISTS { CREATE (n) }', reading],
  ['RETURN COLLECT { MERGE (n:Claim) RETURN n }', reading],
  ['PROFILE CREATE (n) RETURN n', writing],
  ['EXPLAIN PROFILE CREATE (n)', reading],
  ['CYPHER runtime=slotted CREATE (n)', writing],
  ['CYPHER 5 CREATE (n)', writing],
  ['\\u0043REATE (n) RETURN n', writing],
  ["RETURN '\\u0027 CREATE (n) //' AS x", ['text']],
  // Schema and users.
  ['CREATE INDEX x FOR (n:Claim) ON (n.x)', writing],
  ['CREATE CONSTRAINT x FOR (n:Claim) REQUIRE n.x IS UNIQUE', writing],
  ['CREATE FULLTEXT INDEX x FOR (n:DocumentVersion) ON EACH [n.text]', writing],
  ['DROP INDEX claim_text', writing],
  ['DROP CONSTRAINT claim_id', writing],
  ['CREATE USER x SET PASSWORD "yyyyyyyyy"', writing],
  ['ALTER CURRENT USER SET PASSWORD FROM "a" TO "b"', writing],
  ['DROP DATABASE neo4j', writing],
  ['CREATE DATABASE x', writing],
  ['STOP DATABASE neo4j', writing],
  // What a READ session lets through.
  ['SHOW USERS', reading],
  ['SHOW SETTINGS', reading],
  ['SHOW TRANSACTIONS', reading],
  ['SHOW DATABASES', reading],
  ['SHOW PROCEDURES', reading],
  ['SHOW FUNCTIONS YIELD name RETURN name', reading],
  ['SHOW INDEXES', reading],
  ['SHOW CURRENT USER', reading],
  ["TERMINATE TRANSACTIONS 'neo4j-transaction-1'", reading],
  ['CALL dbms.listConfig()', reading],
  ['CALL dbms.listConfig() YIELD name, value RETURN name, value', reading],
  ["CALL dbms.killConnections(['bolt-1'])", reading],
  ['CALL dbms.listConnections()', reading],
  ['CALL dbms.queryJmx("*:*")', reading],
  ['CALL `dbms`.`listConfig`("")', reading],
  ['CALL { CALL dbms.components() YIELD name RETURN name } RETURN name', reading],
  ["CALL db.createLabel('Other')", writing],
  ["CALL db.createProperty('other')", writing],
  ['CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()', reading],
  ["CALL db.index.fulltext.queryNodes('other_index', 'x') YIELD node RETURN node", guarded],
  ['CALL db.schema.nodeTypeProperties()', reading],
  ['CALL db.stats.retrieve("GRAPH COUNTS")', reading],
  ['CALL db.clearQueryCaches()', reading],
  // Files and the network, in several spellings.
  ["LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", reading],
  ['LOAD CSV FROM $address AS row RETURN row', reading],
  ["load  csv with headers from 'HTTP://' + substring($address, 7) as row return row", reading],
  ['LOAD/**/CSV FROM "ftp://127.0.0.1/x" AS row RETURN row', reading],
  ['CALL { LOAD CSV FROM $address AS row RETURN row } RETURN row', reading],
  ['RETURN COLLECT { LOAD CSV FROM $address AS row RETURN row }', reading],
  ['LOAD CSV FROM $address AS row FIELDTERMINATOR ";" RETURN row', reading],
  // Other databases, and several statements.
  ['USE system SHOW USERS', reading],
  ['USE system MATCH (n) RETURN n', reading],
  ['USE graph.byName("system") MATCH (n) RETURN n', reading],
  ['RETURN 1; MATCH (n) DETACH DELETE n', ['text']],
  ['RETURN 1; RETURN 2', ['text']],
  ['RETURN 1;;', ['text']],
  // What is for nobody.
  ['MATCH (p:Principal) RETURN p.name', guarded],
  ['MATCH (p:`Principal`) RETURN p', guarded],
  ['MATCH (p:Claim|Principal) RETURN p.name', guarded],
  ['MATCH (p IS Principal) RETURN p.name', guarded],
  ['MATCH (n) WHERE n:Principal RETURN n.name', guarded],
  ['MATCH (k:ApiKey) RETURN k.sha256', guarded],
  ['MATCH (w:Webhook) RETURN w.url, w.secretSealed', guarded],
  ['MATCH (:ChangeSet)-[:BY]->(p) RETURN p.name', guarded],
  ['MATCH (:ChangeSet)-[:`BY`]->(p) RETURN p', guarded],
  ['MATCH (:ChangeSet)-[:CHANGED|BY]->(p) RETURN p', guarded],
  ['MATCH (:ChangeSet)-[:BY*1..2]-(p) RETURN p', guarded],
  ['MATCH (a:UnnamedSource) RETURN a.sealedNote', guarded],
  ['MATCH (a:UnnamedSource) RETURN a.`sealedNote`', guarded],
  ["MATCH (a:UnnamedSource) WHERE a.sealedNote STARTS WITH 'S' RETURN count(*)", guarded],
  ['MATCH (c:ChangeSet) RETURN c.key, c.inputSha256', guarded],
  ["MATCH (c:ChangeSet {key: 'x'}) RETURN c.id", guarded],
  ['MATCH (a:UnnamedSource) RETURN properties(a)', guarded],
  ['MATCH (a:UnnamedSource) RETURN keys(a)', guarded],
  ['MATCH (n:$("Prin" + "cipal")) RETURN n.name', ['protected', 'plan']],
  ['MATCH ()-[r:$("B" + "Y")]->(n) RETURN n.name', ['protected', 'plan']],
];

test('the list is as long as the issue asks', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(60);
});

describe('an attack', () => {
  let before: string[];
  beforeAll(async () => (before = await fingerprint(graph)));
  afterAll(async () => {
    expect(await fingerprint(graph)).toEqual(before);
    expect(calls).toBe(0);
  });

  test.each(attacks)('%s', async (statement, layers) => {
    const parameters = statement.includes('$address') ? { address } : {};
    const all = await answerOf(statement, {}, parameters);
    expect(all.refusal?.message ?? all.text).toBe(all.refusal?.message);
    for (const layer of layers) {
      const { refusal, text } = await answerOf(statement, alone[layer], parameters);
      expect({ layer, refused: refusal !== null, text: refusal ? '' : text }).toEqual({
        layer,
        refused: true,
        text: '',
      });
    }
  });
});

// Legal or not: what is for some only is in no answer.
const spellings = [
  // A subquery within an expression beside a mere count, which is answered as it is.
  'MATCH (n) WITH count(n) AS c RETURN [x IN [1] | COLLECT { MATCH (p) WHERE p.roles IS NOT NULL RETURN p.name }] AS l',
  'MATCH (n) WITH count(n) AS c RETURN c, CASE WHEN c > 0 THEN COLLECT { MATCH (p) RETURN [p.name, p.sha256, p.url] } END AS l',
  'MATCH (n) WITH count(n) AS c RETURN [x IN [1] | [(p:ChangeSet)-->(q) | q.name][..3]] AS l',
  'MATCH (n) WITH count(n) AS c RETURN [x IN [1] | COLLECT { MATCH (v:DocumentVersion) RETURN left(v.text, 30) }] AS l',
  'MATCH (n) WITH count(n) AS c RETURN [x IN [1] | COLLECT { MATCH (s:TextSpan) RETURN s.exact + s.prefix }] AS l',
  'MATCH (n) WITH count(n) AS c RETURN [x IN [1] | COLLECT { MATCH (p) WHERE p[$name] IS NOT NULL RETURN p[$name] }] AS l',
  "MATCH (n) WITH count(n) AS c RETURN [x IN [1] | COLLECT { MATCH (p) RETURN [p['sealed' + 'Note'], p['sha' + '256'], p['k' + 'ey']] }] AS l",
  'MATCH (n) RETURN count(n), COLLECT { MATCH (p) RETURN p.name } AS l',
  'MATCH (n) RETURN n',
  'MATCH (n) RETURN collect(n)',
  'MATCH (n) RETURN n.name, n.text, n.exact, n.url LIMIT 1000',
  'MATCH (n) RETURN {a: n, b: [n]} AS m',
  'MATCH (n)-[r]->(m) RETURN n, r, m',
  'MATCH p = (n)--(m) RETURN p',
  'MATCH p = (n)-[*1..3]-(m:Claim) RETURN p LIMIT 300',
  'MATCH p = (n)-[*0..1]-(m) RETURN nodes(p), relationships(p)',
  'MATCH p = ((n)-[]-(m)){1,2} RETURN p LIMIT 300',
  'MATCH p = shortestPath((a:Claim)-[*..4]-(b)) WHERE a <> b RETURN p LIMIT 300',
  'MATCH p = ANY SHORTEST (a:Claim)-[]-+(b) RETURN p LIMIT 300',
  'MATCH (n:!Claim) RETURN n, n.name, n.text',
  'MATCH (n:%) RETURN n.name, n.text, n.url',
  'MATCH (n:!Claim&!Agent) RETURN n.name',
  'MATCH (n IS !Claim) RETURN n.name',
  'MATCH ()-[r:!CHANGED]->(m) RETURN r, m.name, m',
  'MATCH ()-[r:%]->(m) RETURN type(r), m.name',
  'MATCH (c:ChangeSet)-->(p) RETURN p.name, p',
  'MATCH (c:ChangeSet) RETURN [(c)-->(p) | p.name]',
  'MATCH (c:ChangeSet) RETURN COLLECT { MATCH (c)-->(p) RETURN p.name }',
  'MATCH (c:ChangeSet) RETURN [(c)-[r]-(p) WHERE p.name IS NOT NULL | [r, p]]',
  'MATCH ()-[r]->() RETURN startNode(r).name, endNode(r).name, endNode(r)',
  'MATCH (v:DocumentVersion) RETURN v.text',
  'MATCH (v:DocumentVersion) RETURN v.`text`',
  'MATCH (v:DocumentVersion) RETURN v["text"]',
  'MATCH (v:DocumentVersion) RETURN v["te" + "xt"]',
  'MATCH (v:DocumentVersion) RETURN v[$name]',
  'MATCH (v:DocumentVersion) UNWIND ["text"] AS k RETURN v[k]',
  'MATCH (v:DocumentVersion) RETURN v {.text}, v {.id, .`text`}',
  'MATCH (v:DocumentVersion) RETURN v {.*}',
  'MATCH (v:DocumentVersion) RETURN properties(v)',
  'MATCH (v:DocumentVersion) RETURN [x IN [v] | x.text], [x IN collect(v) | x {.text}]',
  'MATCH (v:DocumentVersion) WITH collect(v) AS vs RETURN vs[0].text, head(vs).text, [x IN vs | x.text][1]',
  'MATCH (v:DocumentVersion) WITH {v: v} AS m RETURN m.v.text, m["v"].text, m.v["text"]',
  'MATCH (v:DocumentVersion) RETURN substring(v.text, 0, 9), left(v.text, 9), split(v.text, " ")',
  'MATCH (v:DocumentVersion) RETURN reduce(a = "", x IN [v] | a + coalesce(x.text, ""))',
  'MATCH (v:DocumentVersion) RETURN CASE WHEN true THEN v END.text',
  'MATCH (v:DocumentVersion) RETURN (v).text, ((v)).text',
  'MATCH (v:DocumentVersion) RETURN coalesce(v, 1).text',
  'MATCH (v:DocumentVersion) WHERE v.textAccess <> "PUBLIC" RETURN max(v.text), collect(DISTINCT v.text)',
  'MATCH (v:DocumentVersion) CALL (v) { RETURN v.text AS t } RETURN t',
  'MATCH (v:DocumentVersion) RETURN EXISTS { (v) WHERE v.text STARTS WITH "Zol" } AND "Zolverin" <> ""',
  'MATCH (r:Revision) RETURN r, r.text, r.exact, r.prefix, r.suffix',
  'MATCH (r:Revision)-[:STATE_OF]->(n) RETURN r {.text, .exact}, n',
  'MATCH (s:TextSpan) RETURN s, s.exact, s.prefix, s.suffix',
  'MATCH (s:TextSpan) RETURN s {.exact, .prefix, .suffix}',
  'MATCH (s:TextSpan) RETURN collect(s.exact), [x IN collect(s) | x.suffix]',
  'MATCH (s:TextSpan) WITH collect(s) AS ss RETURN ss[0].exact, head(ss).prefix',
  'MATCH (s:TextSpan {exact: "Quambley Tarnoswick"}) RETURN s.id',
  'MATCH (s:TextSpan) RETURN s.exact ORDER BY s.exact',
  'MATCH (s:TextSpan) RETURN DISTINCT s.exact, count(*)',
  'MATCH (:Attribution)-[:HAS_SPAN]->(s) RETURN s.exact',
  'MATCH (a:UnnamedSource) RETURN a, a {.name}',
  'MATCH (a:UnnamedSource) RETURN a["sealed" + "Note"]',
  'MATCH (a) WHERE a["sealedNote"] IS NOT NULL RETURN a',
  'MATCH (a:UnnamedSource) RETURN a[$name]',
  'MATCH (a:Agent) RETURN toString(a)',
  'MATCH (a:UnnamedSource) RETURN date(a)',
  'MATCH (v:DocumentVersion) RETURN v + 1',
  'MATCH (v:DocumentVersion) RETURN toInteger(v), duration(v)',
  'MATCH (n $name) RETURN n',
  'CALL db.index.fulltext.queryNodes("agent_name", "*") YIELD node RETURN node, node.text',
  'CALL db.index.fulltext.queryNodes("agent_name", "hidden OR official") YIELD node RETURN node.name, node',
];

describe('what is for some only', () => {
  test('is in the graph', async () => {
    const rows = await graph.command('MATCH (n) RETURN properties(n) AS p');
    const all = JSON.stringify(rows);
    expect(secrets.filter((secret) => !all.includes(secret))).toEqual([]);
  });

  test('is in no answer', async () => {
    expect(spellings.length).toBeGreaterThanOrEqual(30);
    let answered = 0;
    for (const statement of spellings) {
      for (const name of ['text', 'sealedNote', 'exact']) {
        const parameters = { name };
        const { text, refusal } = await answerOf(statement, {}, parameters);
        // What the statement says itself is no secret told.
        const own = secrets.filter((secret) => text.includes(secret) && !statement.includes(secret));
        expect({ statement, own }).toEqual({ statement, own: [] });
        if (!refusal) answered++;
        if (!statement.includes('$name')) break;
      }
    }
    expect(answered).toBeGreaterThanOrEqual(30);
  });

  test('is not to be found out by asking whether it is so', async () => {
    const asked = [
      'MATCH (v:DocumentVersion) WHERE v.text STARTS WITH "Zolverin" RETURN count(*)',
      'MATCH (v:DocumentVersion WHERE v.text CONTAINS "Quambley") RETURN count(*)',
      'MATCH (s:TextSpan) WHERE s.exact =~ "Quam.*" RETURN count(*)',
      'MATCH (n) WHERE n.name = "Namehidden" RETURN count(*)',
      'MATCH (c:ChangeSet) RETURN count { (c)-->(p) WHERE p.name STARTS WITH "test" }  LIMIT 1',
      'MATCH (n:Claim) WITH count(n) AS c RETURN COUNT { MATCH (p) WHERE p.name = "Namehidden" }',
      'MATCH (v:DocumentVersion) RETURN sum(CASE WHEN any(w IN ["Zolverin"] WHERE v.text CONTAINS w) THEN 1 ELSE 0 END)',
    ];
    for (const statement of asked) {
      const { rows, refusal } = await answerOf(statement);
      expect({ statement, rows, refusal }).toEqual({ statement, rows: [[0]], refusal: null });
    }
  });
});

describe('what is for everybody', () => {
  test.each([
    ['MATCH (v:DocumentVersion {textAccess: "PUBLIC"}) RETURN v.text', [[openWords]]],
    [
      'MATCH (s:TextSpan) WHERE s.exact IS NOT NULL RETURN s.exact, s["exact"], s {.exact}',
      [['may read', 'may read', { exact: 'may read' }]],
    ],
    ['MATCH (c:Claim) RETURN c.text ORDER BY c.text LIMIT 1', [['A claim by a reader.']]],
    ['MATCH (c:Claim {text: "A claim by a reader."}) RETURN count(*)', [[1]]],
    [
      'MATCH (c:Claim) WITH c.text AS text, count(*) AS n RETURN text, n ORDER BY text LIMIT 1',
      [['A claim by a reader.', 1]],
    ],
    ['MATCH (c:Claim) RETURN c.text, count(*) AS n ORDER BY c.text LIMIT 1', [['A claim by a reader.', 1]]],
    [
      'MATCH (s:TextSpan) RETURN s.exact, count(*) AS n ORDER BY n, s.exact',
      [
        ['may read', 1],
        [null, 1],
      ],
    ],
    ['WITH {text: "mine", exact: 1} AS m RETURN m.text', [['mine']]],
    ['RETURN {`__isNode__`: true, `__isInteger__`: 1} AS m', [[{ __isNode__: true, __isInteger__: 1 }]]],
    ['MATCH (c:Claim) WHERE c.text =~ ".*reader.*" RETURN count(*)', [[1]]],
    ['MATCH (a:Agent&!Person) RETURN count(*) > 0', [[true]]],
    ['MATCH (a:Claim) WHERE a:Claim RETURN count(*) > 0', [[true]]],
    ['MATCH (e) WHERE e:Claim RETURN count(e.text) > 0', [[true]]],
    ['MATCH (a:Attribution) ((x)-[:ASSERTS]->(y)){1,3} (b) RETURN size(x) AS l, count(*) ORDER BY l', [[1, 2]]],
    ['MATCH (c:ChangeSet) MATCH (c)-[r]->(x) WITH startNode(r) AS s, endNode(r) AS e RETURN count(e.id) > 0', [[true]]],
    ['MATCH (n) WITH count(n) AS c RETURN c > 0', [[true]]],
    ['UNWIND range(1, 3) AS i RETURN [10, 20, 30][i - 1]', [[10], [20], [30]]],
    ['RETURN [x IN range(1, 3) WHERE x > 1 | x * 2]', [[[4, 6]]]],
    [
      'RETURN 9007199254740993, 1.5, date("2024-01-02"), duration("P1D")',
      [['9007199254740993', 1.5, '2024-01-02', 'P0M1DT0S']],
    ],
  ])('%s', async (statement, rows) => {
    const answer = await answerOf(statement);
    expect(answer.refusal).toBeNull();
    expect(answer.rows).toEqual(rows);
  });

  test('a column keeps the name that the statement gives it', async () => {
    const { text } = await answerOf('MATCH (c:Claim) RETURN c.text,  toUpper( c.text ) LIMIT 0');
    expect(text).toBe(JSON.stringify([['c.text', 'toUpper( c.text )'], []]));
  });

  test('all nodes and relationships are counted', async () => {
    const [nodes] = await graph.command('MATCH (n) RETURN count(n) AS n');
    const [edges] = await graph.command('MATCH ()-[r]->() RETURN count(r) AS n');
    expect((await answerOf('MATCH (n) RETURN count(n)')).rows).toEqual([[nodes?.n]]);
    expect((await answerOf('MATCH ()-[r]->() RETURN count(r)')).rows).toEqual([[edges?.n]]);
    expect((await answerOf('MATCH ()-[r]->() RETURN type(r), count(*)')).refusal).toBeNull();
  });
});

describe('a statement without end', () => {
  test.each(
    [
      'UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1000) AS c RETURN count(*)',
      'MATCH (a), (b), (c), (d), (e), (f) WHERE a.id <> f.id RETURN count(*)',
      'MATCH p = (a)-[*]-(b) RETURN count(p)',
      'MATCH (a)-[*1..30]-(b) RETURN max(a.name + b.name)',
      'UNWIND range(1, 1000000000) AS x RETURN collect(x)',
      'UNWIND range(1, 100000000) AS x WITH DISTINCT toString(x) AS y RETURN count(y)',
      'RETURN size(range(1, 1000000000))',
      'RETURN [x IN range(1, 1000000000) | x]',
      'WITH 1000000000 AS n RETURN size([x IN range(1, n) | x])',
      'RETURN [a IN range(1, 9999) | [b IN range(1, 9999) | b]]',
      "RETURN reduce(s = 'aa', x IN range(1, 60) | s + s)",
      "RETURN reduce(s = ['aa'], x IN range(1, 60) | [s, s])",
      "RETURN reduce(s = ['aa'], x IN range(1, 60) | [y IN [1, 2] | s])",
      `WITH 'aaaaaaaaaa' AS a${' WITH a+a+a+a+a+a+a+a+a+a AS a'.repeat(8)} RETURN size(a)`,
      `WITH 'a' AS a, 'b' AS b${' WITH a + b AS a, a AS b'.repeat(40)} RETURN size(a)`,
      `WITH ['a'] AS a${' WITH a || a AS a'.repeat(30)} RETURN size(a)`,
      `WITH 'aaaaaaaaaa' AS a${" WITH replace(a, 'a', a) AS a".repeat(4)} RETURN size(a)`,
      `RETURN size(${'replace('.repeat(9)}'a'${", 'a', 'aaaaaaaaaa')".repeat(9)})`,
      "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ '(.*a){18}b'",
      "WITH '(.*a)' + '{18}b' AS p RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ p",
      `RETURN ${'range(1, size('.repeat(9)}range(1, 3)${'))'.repeat(9)}`,
      `RETURN ${'[(a {x: '.repeat(14)}1${'})--(b) | 1]'.repeat(14)}`,
      `RETURN ${'('.repeat(5000)}1${')'.repeat(5000)}`,
      `RETURN ${'[(a {x: '.repeat(60)}1`,
    ].map((statement) => [statement.slice(0, 90), statement] as const),
  )('%s', async (_, statement) => {
    const { refusal } = await answerOf(statement);
    expect(['limits', 'text', 'database']).toContain(refusal?.layer);
    expect((await answerOf('RETURN 1')).rows).toEqual([[1]]);
  });

  test.each<[string, Record<string, unknown>]>([
    [
      'RETURN any(a IN $l WHERE any(b IN $l WHERE a + b = -1)) AS x',
      { l: Array.from({ length: 50_000 }, (_, i) => i) },
    ],
    ["RETURN size(reduce(s = '', x IN range(1, 10000) | s + $big))", { big: 'x'.repeat(500_000) }],
    ["RETURN size([x IN split($big, '') | x + $big])", { big: 'x'.repeat(500_000) }],
    ['RETURN size(replace($big, "x", $big))', { big: 'x'.repeat(500_000) }],
    ['RETURN $t =~ $p', { t: 'a'.repeat(40), p: '(.*a){18}b' }],
  ])('%s, with its parameters', async (statement, parameters) => {
    expect((await answerOf(statement, {}, parameters)).refusal?.layer).toBe('limits');
  });

  test.each<[string, unknown]>([
    ['a name of the driver', { p: { __isPoint__: true } }],
    ['another', [{ deep: { __isInteger__: true } }]],
    ['a thousand lists', JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`)],
  ])('a parameter with %s is refused, and the next statement is answered', async (_, p) => {
    expect((await answerOf('RETURN $p AS p', {}, { p })).refusal?.layer).toBe('text');
    expect((await answerOf('RETURN 1 AS innocent')).rows).toEqual([[1]]);
  });

  test('is cut at the caps, which say so', async () => {
    const research = createResearch({ pool, most: 2, defaults: { maxRows: 5, maxBytes: 40 } });
    const few = await research.run('UNWIND range(1, 1000000) AS x RETURN x');
    let rows = 0;
    for await (const row of few.rows) rows += row.length;
    expect([rows, few.summary()]).toEqual([5, { rows: 5, truncated: { reason: 'rows', rows: 5 } }]);
    const large = await research.run("UNWIND range(1, 1000000) AS x RETURN 'twelve chars'");
    for await (const row of large.rows) rows += row.length;
    expect(large.summary()).toEqual({ rows: 2, truncated: { reason: 'bytes', bytes: 40 } });
  });

  test('is ended in the database when nobody waits for it any more', async () => {
    const research = createResearch({ pool, most: 1 });
    const gone = new AbortController();
    const text =
      'UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1000) AS marked RETURN count(*)';
    const run = await research.run(text, {}, { signal: gone.signal, timeoutMs: 60_000 });
    setTimeout(() => gone.abort(), 200);
    const reading = async () => {
      for await (const row of run.rows) void row;
    };
    await expect(reading()).rejects.toThrow('nobody waits');
    for (let left = 1; left > 0;) {
      const running = await graph.command(
        'SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS "AS marked" AND NOT currentQuery STARTS WITH "SHOW" RETURN count(*) AS n',
      );
      left = running[0]?.n as number;
    }
    // Its place is free again, too.
    const next = await research.run('RETURN 1');
    expect(next.fields).toEqual(['1']);
    next.close();
  });
});
