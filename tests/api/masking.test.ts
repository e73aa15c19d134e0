import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { Graph, Reader } from '../../src/graph/graph';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';

const secret = 'bolt://neo4j:swordfish-7731@10.1.2.3:7687';
const claim = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';

let graph: Graph;
let lines: string[];
let api: TestApi | undefined;
beforeAll(async () => {
  graph = await seededGraph();
});
beforeEach(() => {
  lines = [];
});
afterEach(async () => {
  await api?.close();
});
afterAll(() => graph.close());

/** A server on the real graph, but for what `reader` does; what it logs is in `lines`. */
async function startWith(reader: Graph['reader']): Promise<TestApi> {
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  api = await startTestApi({ ...graph, reader }, pino({ level: 'info' }, sink));
  return api;
}
const fail = (): never => {
  throw new Error(`connect failed: ${secret}`);
};
const failing = (name: string): Graph['reader'] => {
  return (options) => {
    const real: Reader = graph.reader(options);
    return { read: async (query, params) => (query.name === name ? fail() : real.read(query, params)) };
  };
};

async function raw(url: string, query: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const headers = JSON.stringify([...response.headers]);
  return `${response.status} ${headers} ${await response.text()}`;
}

test('an unexpected error is told as INTERNAL with a reference, and the log has the error under it', async () => {
  const server = await startWith(failing('claim/by-ids'));
  const { data, errors } = await server.ask(`{ claim(id: "${claim}") { text } }`);
  expect(data).toEqual({ claim: null });
  expect(errors).toHaveLength(1);
  const { message, extensions } = errors![0] as { message: string; extensions: { code: string; reference: string } };
  expect(Object.keys(extensions).sort()).toEqual(['code', 'reference']);
  expect(extensions.code).toBe('INTERNAL');
  expect(extensions.reference).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(message).toBe(`Something went wrong on our side. The log has it under ${extensions.reference}.`);
  const logged = lines.map((line) => JSON.parse(line)).filter((line) => line.reference === extensions.reference);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatchObject({ level: 50, path: ['claim'], err: { message: `connect failed: ${secret}` } });
  expect(logged[0].err.stack).toContain('masking.test.ts');
});

test.each([
  ['a root field', 'claim/by-ids'],
  ['a list', 'attribution/chains-of-claims'],
  ['a count', 'attribution/chains-of-claims#count'],
])('nothing of an unexpected error in %s reaches the client', async (_, name) => {
  const { url } = await startWith(failing(name));
  const answer = await raw(url, `{ claim(id: "${claim}") { text attributionChains { totalCount nodes { text } } } }`);
  expect(answer).toContain('"code":"INTERNAL"');
  expect(answer).not.toMatch(/swordfish|10\.1\.2\.3|connect failed|stack|\.ts:/);
  expect(lines.join('')).toContain('swordfish');
});

test('what else was asked for is answered all the same', async () => {
  const server = await startWith(failing('agent/by-ids'));
  const { data, errors } = await server.ask(
    `{ claim(id: "${claim}") { text } agent(id: "agt_01a20de1-59a7-76d0-8ca3-0c62f742dead") { name } }`,
  );
  expect(data).toEqual({ claim: { text: 'two children died in the shelling of Quillport' }, agent: null });
  expect(errors?.map((error) => error.path)).toEqual([['agent']]);
});

test('an unexpected error before anything is asked is masked too', async () => {
  const { url } = await startWith(fail);
  const answer = await raw(url, '{ __typename }');
  expect(answer).toContain('"code":"INTERNAL"');
  expect(answer).not.toMatch(/swordfish|10\.1\.2\.3|connect failed|stack|\.ts:/);
  expect(lines.join('')).toContain('swordfish');
});

test('a refusal that is meant for the client is logged neither as an error nor as a warning', async () => {
  const server = await startWith((options) => graph.reader(options));
  const { errors } = await server.ask('{ claims(first: 0) { nodes { id } } }');
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(lines.filter((line) => JSON.parse(line).level >= 40)).toEqual([]);
});
