import { createServer, type AddressInfo, type Server } from 'node:net';
import { choosePorts } from '../../../src/local-neo4j/ports';

const taken: Server[] = [];
afterEach(() => Promise.all(taken.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

const take = (host: string) =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, host, () => resolve((server.address() as AddressInfo).port));
    taken.push(server);
  });

test('wanted ports that are free are kept', async () => {
  const wanted = await choosePorts({ bolt: 0, http: 0 });
  expect(wanted.bolt).not.toBe(wanted.http);
  expect(await choosePorts(wanted)).toEqual(wanted);
});

test.each(['127.0.0.1', '0.0.0.0'])('a port that another program has at %s is replaced by a free one', async (host) => {
  const bolt = await take(host);
  const { http } = await choosePorts({ bolt: 0, http: 0 });
  const chosen = await choosePorts({ bolt, http });
  expect(chosen.http).toBe(http);
  expect(chosen.bolt).not.toBe(bolt);
  expect(chosen.bolt).toBeGreaterThan(1023);
});

test('the same port wanted twice is given once', async () => {
  const { bolt } = await choosePorts({ bolt: 0, http: 0 });
  const chosen = await choosePorts({ bolt, http: bolt });
  expect(chosen.bolt).toBe(bolt);
  expect(chosen.http).not.toBe(bolt);
});
