import { admit, authenticator, rememberedMs } from '../../../src/features/principal/authenticate';
import { createKey, revokeKey } from '../../../src/features/principal/keys.service';
import { openGraph, type Graph } from '../../../src/graph/graph';
import { createLog } from '../../../src/log';
import { emptyGraph } from '../../support/graph';

const log = createLog({ level: 'silent', format: 'json' });
const config = { jwt: null };
const refused = {
  code: 'UNAUTHENTICATED',
  message: 'The "Authorization" sent is not valid: unknown, expired or revoked.',
};

let graph: Graph;
/** The graph, with a count of the reads that reach it. */
let counted: { graph: Graph; reads: number };
let clock: number;
const authenticate = () => authenticator({ graph: counted.graph, config, log, now: () => clock });

beforeAll(async () => (graph = await emptyGraph()));
afterAll(() => graph.close());
beforeEach(() => {
  clock = Date.now();
  counted = {
    reads: 0,
    graph: {
      ...graph,
      read: (query, params) => {
        counted.reads++;
        return graph.read(query, params);
      },
    },
  };
});

test('no header is nobody in particular, and asks nothing of the database', async () => {
  expect(await authenticate()(undefined)).toBeNull();
  expect(counted.reads).toBe(0);
});

test('where everybody has to say who they are, nobody in particular is refused', async () => {
  expect(() => admit(null, { anonymous: true })).not.toThrow();
  expect(() => admit({ id: 'prn_1', name: 'Ada', roles: ['READER'] }, { anonymous: false })).not.toThrow();
  expect(() => admit(null, { anonymous: false })).toThrow(/answers nobody without a key/);
});

test('a key in the header is its holder', async () => {
  const { key } = await createKey(graph, { principal: 'Ada', role: 'REVIEWER' });
  for (const header of [`Bearer ${key}`, `bearer  ${key} `]) {
    expect(await authenticate()(header)).toMatchObject({ name: 'Ada', roles: ['REVIEWER'] });
  }
});

test('whatever is wrong with the header, it is refused in the same words', async () => {
  const revoked = await createKey(graph, { principal: 'Gone', role: 'ADMIN' });
  await revokeKey(graph, revoked.id);
  const expired = await createKey(graph, { principal: 'Past', role: 'ADMIN', expiresAt: new Date(clock + 60_000) });
  clock += 60_000;
  const headers = [
    '',
    'Bearer',
    'Bearer ',
    'Basic YWRtaW46YWRtaW4=',
    revoked.key,
    `Bearer ${revoked.key}`,
    `Bearer ${expired.key}`,
    'Bearer sayso_unknown',
    'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.',
    `Bearer ${revoked.key} ${expired.key}`,
    'Bearer "}) MATCH (n) DETACH DELETE n //',
  ];
  for (const header of headers) await expect(authenticate()(header)).rejects.toMatchObject(refused);
});

test('a key is remembered for 10 seconds: so long a revoked one works, and no longer', async () => {
  const { key, id } = await createKey(graph, { principal: 'Remembered', role: 'READER' });
  const ask = authenticate();
  await ask(`Bearer ${key}`);
  await revokeKey(graph, id);
  clock += rememberedMs - 1;
  expect(await ask(`Bearer ${key}`)).toMatchObject({ name: 'Remembered' });
  expect(counted.reads).toBe(1);
  clock += 1;
  await expect(ask(`Bearer ${key}`)).rejects.toMatchObject(refused);
  expect(rememberedMs).toBeLessThanOrEqual(10_000);
});

test('a remembered key still ends when it expires', async () => {
  const expiresAt = new Date(clock + 3_000);
  const { key } = await createKey(graph, { principal: 'Brief', role: 'READER', expiresAt });
  const ask = authenticate();
  await ask(`Bearer ${key}`);
  clock += 3_000;
  await expect(ask(`Bearer ${key}`)).rejects.toMatchObject(refused);
});

test('a miss is not remembered: a key works as soon as it is made', async () => {
  const ask = authenticate();
  await expect(ask('Bearer sayso_not-yet')).rejects.toMatchObject(refused);
  await expect(ask('Bearer sayso_not-yet')).rejects.toMatchObject(refused);
  expect(counted.reads).toBe(2);
});

test('what is remembered is bounded: the longest known is asked for again', async () => {
  const row = { id: 'prn_1', name: 'Many', roles: ['READER'], expiresAt: null, revokedAt: null };
  const read = jest.fn(async () => [row]);
  const ask = authenticator({ graph: { ...graph, read: read as unknown as Graph['read'] }, config, log });
  for (let i = 0; i <= 1_000; i++) await ask(`Bearer many-${i}`);
  expect(read).toHaveBeenCalledTimes(1_001);
  await ask('Bearer many-1');
  expect(read).toHaveBeenCalledTimes(1_001);
  await ask('Bearer many-0');
  expect(read).toHaveBeenCalledTimes(1_002);
});

test('a database that is away is no wrong key', async () => {
  const away = openGraph({ uri: 'bolt://127.0.0.1:1', user: 'a', password: 'b', database: 'neo4j', timeoutMs: 1_000 });
  const ask = authenticator({ graph: away, config, log });
  await expect(ask('Bearer sayso_any')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await away.close();
});
