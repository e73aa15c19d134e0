import { createHash } from 'node:crypto';
import { createKey, findViewer, listKeys, revokeKey } from '../../../src/features/principal/keys.service';
import type { Graph } from '../../../src/graph/graph';
import { emptyGraph } from '../../support/graph';

let graph: Graph;
beforeAll(async () => (graph = await emptyGraph()));
afterAll(() => graph.close());

test('a key opens for its principal, and stands in the database as a hash alone', async () => {
  const { key, id } = await createKey(graph, { principal: 'Ada', role: 'CONTRIBUTOR', label: 'laptop' });
  expect(key).toMatch(/^sayso_[\w-]{43}$/);
  expect(id).toMatch(/^key_[0-9a-f-]{36}$/);
  expect(await findViewer(graph, key)).toEqual({
    id: expect.stringMatching(/^prn_[0-9a-f-]{36}$/),
    name: 'Ada',
    roles: ['CONTRIBUTOR'],
  });
  const [stored] = await graph.command('MATCH (k:ApiKey {id: $id}) RETURN properties(k) AS all', { id });
  expect(stored?.all).toEqual({
    id,
    sha256: createHash('sha256').update(key).digest('hex'),
    hint: key.slice(-4),
    label: 'laptop',
    createdAt: expect.any(Date),
  });
  const everything = await graph.command('MATCH (n) RETURN collect(properties(n)) AS all');
  expect(JSON.stringify([everything, await listKeys(graph)])).not.toContain(key.slice(0, -4));
});

test('the list shows every key, oldest first, and never the key', async () => {
  const one = await createKey(graph, { principal: 'Listed', role: 'READER' });
  const two = await createKey(graph, { principal: 'Listed', role: 'READER', expiresAt: new Date('2100-01-01') });
  await revokeKey(graph, one.id);
  const listed = (await listKeys(graph)).filter((row) => row.principal === 'Listed');
  const shared = { principal: 'Listed', roles: ['READER'], label: null, createdAt: expect.any(Date) };
  expect(listed).toEqual([
    { ...shared, id: one.id, hint: one.key.slice(-4), expiresAt: null, revokedAt: expect.any(Date) },
    { ...shared, id: two.id, hint: two.key.slice(-4), expiresAt: new Date('2100-01-01'), revokedAt: null },
  ]);
});

test('a key holds until the moment that it expires at, and no longer', async () => {
  const expiresAt = new Date('2100-01-01T12:00:00Z');
  const { key } = await createKey(graph, { principal: 'Passing', role: 'READER', expiresAt });
  expect(await findViewer(graph, key, new Date(expiresAt.getTime() - 1))).toMatchObject({ name: 'Passing' });
  expect(await findViewer(graph, key, expiresAt)).toBeNull();
  const late = createKey(graph, { principal: 'Late', role: 'READER', expiresAt: new Date(0) });
  await expect(late).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'expires' });
});

test('a revoked key opens nothing; the other keys of its principal do; revoking again changes nothing', async () => {
  const one = await createKey(graph, { principal: 'Two keys', role: 'REVIEWER' });
  const other = await createKey(graph, { principal: 'Two keys', role: 'REVIEWER' });
  const first = await revokeKey(graph, one.id, new Date('2026-01-01'));
  expect(await revokeKey(graph, one.id)).toEqual(first);
  expect(await findViewer(graph, one.key)).toBeNull();
  expect(await findViewer(graph, other.key)).toMatchObject({ name: 'Two keys' });
  await expect(revokeKey(graph, 'key_none')).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
});

test('one name is one principal, whose role is that of the last key made', async () => {
  const one = await createKey(graph, { principal: 'Risen', role: 'READER' });
  expect(one.rolesBefore).toBeNull();
  const other = await createKey(graph, { principal: ' Risen ', role: 'ADMIN' });
  expect(other.rolesBefore).toEqual(['READER']);
  const viewers = await Promise.all([one, other].map(({ key }) => findViewer(graph, key)));
  expect(viewers[0]).toEqual(viewers[1]);
  expect(viewers[0]).toMatchObject({ roles: ['ADMIN'] });
});

test('eight keys of one new name at once are eight keys of one principal', async () => {
  const made = await Promise.all(
    Array.from({ length: 8 }, () => createKey(graph, { principal: 'Crowd', role: 'READER' })),
  );
  const viewers = await Promise.all(made.map(({ key }) => findViewer(graph, key)));
  expect(new Set(viewers.map((viewer) => viewer?.id)).size).toBe(1);
});

test.each(['', '   ', 'x'.repeat(101), 'two\nlines', 'jwt:https://id.example.org#ada'])(
  'nobody can be named %j',
  async (principal) => {
    await expect(createKey(graph, { principal, role: 'READER' })).rejects.toMatchObject({ field: 'name' });
  },
);

test('what is nearly a key opens nothing', async () => {
  const { key } = await createKey(graph, { principal: 'Exact', role: 'READER' });
  for (const almost of [
    key.slice(0, -1),
    `${key}A`,
    key.toUpperCase(),
    key.slice(6),
    createHash('sha256').update(key).digest('hex'),
  ]) {
    expect(await findViewer(graph, almost)).toBeNull();
  }
});
