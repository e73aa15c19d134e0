import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { cypherPage, readExamples } from '../../../src/web/cypher-page';
import { noncePlaceholder } from '../../../src/web/ide-page';
import { securityHeaders } from '../../../src/web/security';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const root = mkdtempSync(join(tmpdir(), 'sayso-cypher-page-'));
const folder = (name: string, files: Record<string, string>): string => {
  const dir = join(root, name);
  mkdirSync(dir, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(dir, file), text);
  return dir;
};
const pageDir = folder('page', { 'index.html': `<script nonce="${noncePlaceholder}"></script>` });
folder('page/assets', { 'index-a1b2.js': '1' });
const examplesDir = folder('examples', {
  '02-second.cypher':
    '// Who says so?\n// A row is an agent.\n// parameters: {"id": "clm_1",\n//   "n": 2}\nRETURN $id, $n\n',
  '01-first.cypher': '\uFEFF// How many?\r\nMATCH (n)\r\nRETURN count(n)\r\n',
  'notes.txt': 'no example',
});
const servers: FastifyInstance[] = [];
const serve = async (options: { pageDir: string; examplesDir: string }) => {
  const server = fastify();
  servers.push(server);
  await securityHeaders(server);
  await server.register(cypherPage, options);
  return server;
};
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(root, { recursive: true });
});

test('each answer has a nonce of its own, in the page and in its policy', async () => {
  const server = await serve({ pageDir, examplesDir });
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const { statusCode, body, headers } = await server.inject({ url: '/cypher', headers: browser });
      const nonce = /nonce="([\w-]{20,})"/.exec(body)?.[1];
      expect(statusCode).toBe(200);
      expect(headers['content-security-policy']).toContain(`style-src-elem 'self' 'nonce-${nonce}'`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test('a program that gets is told to post', async () => {
  const server = await serve({ pageDir, examplesDir });
  const answer = await server.inject({ url: '/cypher', headers: { accept: '*/*' } });
  expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'POST']);
  expect(answer.json()).toMatchObject({
    errors: [{ code: 'BAD_USER_INPUT', message: expect.stringContaining('POST') }],
  });
});

test('its scripts may be kept for a year', async () => {
  const server = await serve({ pageDir, examplesDir });
  const { headers } = await server.inject('/cypher/assets/index-a1b2.js');
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('a page that is not built says how to build it', async () => {
  const server = await serve({ pageDir: join(root, 'nowhere'), examplesDir });
  const { statusCode, body } = await server.inject({ url: '/cypher', headers: browser });
  expect([statusCode, body]).toEqual([503, expect.stringContaining('npm run build')]);
});

test('the examples are the files of the folder in their order, each with its question and parameters', async () => {
  const server = await serve({ pageDir, examplesDir });
  expect((await server.inject('/cypher/examples.json')).json()).toEqual([
    {
      name: '01-first',
      question: 'How many?',
      statement: '// How many?\nMATCH (n)\nRETURN count(n)',
      parameters: null,
    },
    {
      name: '02-second',
      question: 'Who says so?',
      statement: '// Who says so?\n// A row is an agent.\n// parameters: {"id": "clm_1",\n//   "n": 2}\nRETURN $id, $n',
      parameters: { id: 'clm_1', n: 2 },
    },
  ]);
});

test('a folder without examples, or none, is no fault', async () => {
  expect(await readExamples(folder('empty', {}))).toEqual([]);
  expect(await readExamples(join(root, 'nowhere'))).toEqual([]);
});

test.each(['[1]', '{id: 1}', ''])('an example whose parameters are no JSON object is named: %s', async (json) => {
  const dir = folder(`bad-${json.length}`, { 'bad.cypher': `// Who?\n// parameters: ${json}\nRETURN $id` });
  await expect(readExamples(dir)).rejects.toThrow('cypher/examples/bad.cypher');
});
