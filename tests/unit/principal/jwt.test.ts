import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type GenerateKeyPairResult,
  type JWTPayload,
} from 'jose';
import { pino } from 'pino';
import { authenticator, type Authenticate } from '../../../src/features/principal/authenticate';
import type { Graph } from '../../../src/graph/graph';
import { createLog, type Log } from '../../../src/log';
import { emptyGraph } from '../../support/graph';

const issuer = 'https://id.example.org';
const audience = 'sayso';
const algorithms = ['RS256', 'ES256', 'EdDSA', 'PS256'] as const;
type Algorithm = (typeof algorithms)[number];
const refused = {
  code: 'UNAUTHENTICATED',
  message: 'The "Authorization" sent is not valid: unknown, expired or revoked.',
};

const pairs = {} as Record<Algorithm, GenerateKeyPairResult>;
let graph: Graph;
let issuerServer: Server;
let jwksUrl: string;
let fetched = 0;

beforeAll(async () => {
  graph = await emptyGraph();
  for (const alg of algorithms) pairs[alg] = await generateKeyPair(alg, { extractable: true });
  const keys = await Promise.all(
    algorithms.map(async (alg) => ({ ...(await exportJWK(pairs[alg].publicKey)), kid: alg, use: 'sig' })),
  );
  issuerServer = createServer((_request, response) => {
    fetched++;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => issuerServer.listen(0, '127.0.0.1', resolve));
  jwksUrl = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}/keys`;
});
afterAll(async () => {
  issuerServer.close();
  await graph.close();
});

const silent = createLog({ level: 'silent', format: 'json' });
const believing = (rolesClaim = 'roles', url = jwksUrl, log: Log = silent): Authenticate =>
  authenticator({ graph, config: { jwt: { jwksUrl: url, issuer, audience, rolesClaim } }, log });

const soon = () => Math.floor(Date.now() / 1000) + 60;
const good = (): JWTPayload => ({ iss: issuer, aud: audience, sub: 'ada', exp: soon(), roles: ['REVIEWER'] });
const signed = (payload: JWTPayload, alg: Algorithm = 'ES256', kid: string = alg) =>
  new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(pairs[alg].privateKey);

test.each(['RS256', 'ES256', 'EdDSA'] as const)('a token signed by %s is its subject', async (alg) => {
  expect(await believing()(`Bearer ${await signed(good(), alg)}`)).toEqual({
    id: expect.stringMatching(/^prn_/),
    name: 'jwt:https://id.example.org#ada',
    roles: ['REVIEWER'],
  });
});

test('its principal is made on first use, once, and its roles on record follow the token', async () => {
  const ask = believing();
  const token = async (roles: string[]) => `Bearer ${await signed({ ...good(), sub: 'grace', roles })}`;
  const reader = await token(['READER']);
  const first = await Promise.all(Array.from({ length: 8 }, () => ask(reader)));
  const later = await ask(await token(['ADMIN']));
  expect(new Set([...first, later].map((viewer) => viewer?.id)).size).toBe(1);
  expect(later?.roles).toEqual(['ADMIN']);
  const rows = await graph.command("MATCH (p:Principal) WHERE p.name ENDS WITH '#grace' RETURN p.roles AS roles");
  expect(rows).toEqual([{ roles: ['ADMIN'] }]);
});

test.each<[string, string, JWTPayload, string[]]>([
  ['unknown roles are ignored', 'roles', { roles: ['ADMINISTRATOR', 'admin', 'CONTRIBUTOR', 7] }, ['CONTRIBUTOR']],
  ['no roles at all is somebody without a role', 'roles', { roles: undefined }, []],
  ['words with spaces between', 'scope', { scope: 'openid READER REVIEWER' }, ['READER', 'REVIEWER']],
  ['a name with full stops in it', 'https://a.b/roles', { 'https://a.b/roles': ['ADMIN'] }, ['ADMIN']],
  ['a path', 'realm_access.roles', { realm_access: { roles: ['READER'] } }, ['READER']],
  ['a path that leads nowhere', 'roles.constructor.name', { roles: ['ADMIN'] }, []],
])('roles: %s', async (_what, claim, claims, roles) => {
  expect(await believing(claim)(`Bearer ${await signed({ ...good(), ...claims })}`)).toMatchObject({ roles });
});

const past = () => Math.floor(Date.now() / 1000) - 10;
test.each<[string, () => Promise<string> | string]>([
  ['another issuer', () => signed({ ...good(), iss: 'https://evil.example.org' })],
  ['another audience', () => signed({ ...good(), aud: 'another' })],
  ['no audience', () => signed({ ...good(), aud: undefined })],
  ['an end that has passed', () => signed({ ...good(), exp: past() })],
  ['no end', () => signed({ ...good(), exp: undefined })],
  ['a beginning yet to come', () => signed({ ...good(), nbf: soon() })],
  ['no subject', () => signed({ ...good(), sub: undefined })],
  ['an empty subject', () => signed({ ...good(), sub: '' })],
  ['a subject longer than an index takes', () => signed({ ...good(), sub: 'x'.repeat(9_000) })],
  ['an algorithm that is not on the list', () => signed(good(), 'PS256')],
  ['no algorithm', () => new UnsecuredJWT(good()).encode()],
  ['a key that the issuer does not have', () => signed(good(), 'ES256', 'unknown')],
  ["another of the issuer's keys", () => signed(good(), 'ES256', 'RS256')],
  [
    'a signature of somebody else',
    async () => {
      const { privateKey } = await generateKeyPair('ES256');
      return new SignJWT(good()).setProtectedHeader({ alg: 'ES256', kid: 'ES256' }).sign(privateKey);
    },
  ],
  [
    'the public key as a shared secret',
    async () => {
      const secret = new TextEncoder().encode(await exportSPKI(pairs.RS256.publicKey));
      return new SignJWT(good()).setProtectedHeader({ alg: 'HS256', kid: 'RS256' }).sign(secret);
    },
  ],
  [
    'a payload that was changed',
    async () => {
      const [head, , signature] = (await signed({ ...good(), roles: [] })).split('.');
      return [head, Buffer.from(JSON.stringify(good())).toString('base64url'), signature].join('.');
    },
  ],
  ['no JSON', () => 'a.b.c'],
])('refused, in the same words: %s', async (_what, token) => {
  await expect(believing()(`Bearer ${await token()}`)).rejects.toMatchObject(refused);
});

test('an end that passed 3 seconds ago is forgiven: clocks differ', async () => {
  const exp = Math.floor(Date.now() / 1000) - 3;
  expect(await believing()(`Bearer ${await signed({ ...good(), exp })}`)).not.toBeNull();
});

test('where no issuer is configured, no token is believed', async () => {
  const ask = authenticator({ graph, config: { jwt: null }, log: silent });
  await expect(ask(`Bearer ${await signed(good())}`)).rejects.toMatchObject(refused);
});

test('keys are fetched once, also by tokens with made-up key ids', async () => {
  const ask = believing();
  fetched = 0;
  for (let i = 0; i < 5; i++) await ask(`Bearer ${await signed(good())}`);
  for (let i = 0; i < 5; i++) await ask(`Bearer ${await signed(good(), 'ES256', `kid-${i}`)}`).catch(() => undefined);
  expect(fetched).toBe(1);
});

test('an issuer that is away is told to the log once, without a token in any line', async () => {
  let lines = '';
  const stream = new Writable({ write: (chunk: Buffer, _encoding, done) => ((lines += chunk.toString()), done()) });
  const ask = believing('roles', 'http://127.0.0.1:1/keys', pino({ level: 'trace' }, stream));
  const token = await signed(good());
  for (let i = 0; i < 3; i++) await expect(ask(`Bearer ${token}`)).rejects.toMatchObject(refused);
  await expect(ask('Bearer sayso_wrong')).rejects.toMatchObject(refused);
  expect(lines.trim().split('\n')).toHaveLength(1);
  expect(lines).toContain('No JWT can be checked');
  for (const part of token.split('.')) expect(lines).not.toContain(part);
});
