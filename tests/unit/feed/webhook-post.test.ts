import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hookUrl, isPrivateAddress, post } from '../../../src/features/feed/webhook-post';
import { isSignedBy, signatureOf } from '../../../src/features/feed/webhook-signature';

describe('where a webhook may be', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::1',
    '2001::1',
    '2001:db8::1',
  ])('%s is not public', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is public',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'nonsense',
    'http://user:secret@example.org/',
    'http://127.0.0.1/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
  ])('%s is refused', (address) => {
    expect(() => hookUrl(address, false)).toThrow(/^url: /);
  });
});

describe('one POST', () => {
  let server: Server;
  let url: string;
  let seen: string[];
  const options = {
    headers: {},
    body: 'ä',
    allowPrivate: true,
    timeoutMs: 5_000,
    signal: new AbortController().signal,
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request.url ?? '');
      if (request.url === '/silent') return;
      if (request.url === '/long') {
        response.writeHead(200);
        const more = () => void (response.destroyed || response.write('x'.repeat(10_000), more));
        return more();
      }
      const status = Number(request.url?.slice(1));
      response.writeHead(status, status === 302 ? { location: '/200' } : {}).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => (seen = []));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('succeeds with 2xx, and only so', async () => {
    expect(await post(`${url}/200`, options)).toBeNull();
    expect(await post(`${url}/204`, options)).toBeNull();
    expect(await post(`${url}/500`, options)).toBe('it answered 500');
  });

  it('follows no redirect', async () => {
    expect(await post(`${url}/302`, options)).toBe('it answered 302');
    expect(seen).toEqual(['/302']);
  });

  it('waits no longer than it is told, and reads no answer without end', async () => {
    expect(await post(`${url}/silent`, { ...options, timeoutMs: 50 })).toBe('no answer within 50 ms');
    expect(await post(`${url}/long`, options)).toBeNull();
  });

  it('says what kept it from the receiver', async () => {
    expect(await post('http://127.0.0.1:1/', options)).toBe('ECONNREFUSED');
  });

  it('calls no name that leads to this machine', async () => {
    const named = url.replace('127.0.0.1', 'localhost');
    const fault = 'its name leads to an address that is not public';
    expect(await post(`${named}/200`, { ...options, allowPrivate: false })).toBe(fault);
    expect(await post(`${url}/200`, { ...options, allowPrivate: false })).toBe(`url: ${fault}.`);
    expect(seen).toEqual([]);
  });
});

describe('a signature', () => {
  const at = new Date('2026-01-02T03:04:05Z');
  const header = signatureOf('whsec_one', '{"seq":1}', at);
  const now = new Date(at.getTime() + 60_000);

  it('has the form that receivers are told of', () => {
    // printf '%s' '1767323045.{"seq":1}' | openssl dgst -sha256 -hmac whsec_one
    expect(header).toBe('t=1767323045,v1=07ea5d9de1f1c8f5162ba998df8076353bac8b7c8ae2360d1101469a50e482ed');
  });

  it('holds for its body, secret and time alone', () => {
    expect(isSignedBy('whsec_one', header, '{"seq":1}', { now })).toBe(true);
    expect(isSignedBy('whsec_two', header, '{"seq":1}', { now })).toBe(false);
    expect(isSignedBy('whsec_one', header, '{"seq":2}', { now })).toBe(false);
    expect(isSignedBy('whsec_one', header, '{"seq":1}', { now: new Date(at.getTime() + 301_000) })).toBe(false);
    expect(isSignedBy('whsec_one', header.replace('t=1', 't=2'), '{"seq":1}', { now: new Date(2767323045_000) })).toBe(
      false,
    );
    expect(isSignedBy('whsec_one', 'nonsense', '{"seq":1}', { now })).toBe(false);
  });
});
