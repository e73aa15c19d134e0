import type { FastifyRequest } from 'fastify';
import { ownAddresses } from '../../../src/web/own-address';

const request = (host: string | undefined, localPort = 4000) =>
  ({ headers: { host }, socket: { localAddress: '127.0.0.1', localPort } }) as unknown as FastifyRequest;
const own = (address: string, host: string, { listens = '127.0.0.1', publicUrls = [] as string[] } = {}) =>
  ownAddresses({ host: listens, publicUrls }).originFor(new URL(address), request(host));

describe('the origin in links', () => {
  test.each([
    ['localhost:4000', 'http://localhost:4000'],
    ['SAYSO.example', 'http://sayso.example'],
    ['sayso.example:80', 'http://sayso.example'],
    ['[::1]:4000', 'http://[::1]:4000'],
    // What is no host is not believed: the address that was reached is true in any case.
    ['evil.example/"><script>', 'http://127.0.0.1:4000'],
    ['a b', 'http://127.0.0.1:4000'],
    ['user@evil.example', 'http://127.0.0.1:4000'],
    ['x:99999', 'http://127.0.0.1:4000'],
    [undefined, 'http://127.0.0.1:4000'],
  ])('where none is configured, for Host %s is %s', (host, origin) => {
    expect(ownAddresses({ host: '127.0.0.1', publicUrls: [] }).originOf(request(host))).toBe(origin);
  });

  test('is a configured one otherwise, whatever Host says: that one which the reader came by, or the first', () => {
    const { originOf } = ownAddresses({ host: '0.0.0.0', publicUrls: ['https://a.example', 'https://b.example'] });
    expect(['a.example', 'b.example', 'evil.example', undefined].map((host) => originOf(request(host)))).toEqual([
      'https://a.example',
      'https://b.example',
      'https://a.example',
      'https://a.example',
    ]);
  });
});

describe('an address is own', () => {
  test.each(['http://localhost:4000/x', 'http://127.0.0.1:4000/x', 'http://[::1]:4000/x', 'https://LOCALHOST:4000/x'])(
    '%s, by a name of what is listened on',
    (address) => {
      expect(own(address, 'other.example')).toBe(new URL(address).origin);
    },
  );

  test('by every number and name of this machine, where it listens on all', () => {
    for (const listens of ['0.0.0.0', '::']) {
      expect(own('http://127.0.0.1:4000/', 'x', { listens })).toBe('http://127.0.0.1:4000');
      expect(own('http://localhost:4000/', 'x', { listens })).toBe('http://localhost:4000');
    }
  });

  test('by the Host of the request, where none is configured', () => {
    expect(own('https://sayso.example/x', 'sayso.example')).toBe('https://sayso.example');
    const publicUrls = ['https://real.example'];
    expect(own('https://sayso.example/x', 'sayso.example', { publicUrls })).toBeNull();
    expect(own('http://real.example/x', 'sayso.example', { publicUrls })).toBe('https://real.example');
    expect(own('http://localhost:4000/x', 'sayso.example', { publicUrls })).toBe('https://real.example');
  });

  test.each([
    'http://localhost:4001/x',
    'http://localhost/x',
    'http://localhost.evil.example:4000/x',
    'http://localhost:4000@evil.example/x',
    'http://user:pass@localhost:4000/x',
    'ftp://localhost:4000/x',
    'javascript:localhost:4000',
  ])('%s is not', (address) => {
    expect(own(address, 'localhost:4000')).toBeNull();
  });
});
