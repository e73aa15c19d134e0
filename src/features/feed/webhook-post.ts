import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { badInput } from '../../errors';

/** Addresses that a name out there has no business to lead to (IANA's special-purpose registries). */
const barred = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  barred.addSubnet(net, bits, 'ipv4');
}
/** Of IPv6 the one part that is routed at all, without what wraps an IPv4 address in it or is for documentation. */
const routed = new BlockList();
routed.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  barred.addSubnet(net, bits, 'ipv6');
}

/** Whether an address is of this machine, of a network that is not public, or of none at all. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) return barred.check(address, 'ipv4');
  return !routed.check(address, 'ipv6') || barred.check(address, 'ipv6');
}

const privateFault = 'its name leads to an address that is not public';

/**
 * The address of a webhook, checked as far as it can be without asking for its name: that is done at each delivery, for
 * a name may lead elsewhere by then. @throws SaysoError BAD_USER_INPUT.
 */
export function hookUrl(address: string, allowPrivate: boolean): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw badInput('url: not an http(s) address.', 'url');
  if (url.username || url.password) throw badInput('url: it holds a user name or password.', 'url');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) && isPrivateAddress(host)) throw badInput(`url: ${privateFault}.`, 'url');
  return url;
}

export interface PostOptions {
  headers: Record<string, string>;
  body: string;
  allowPrivate: boolean;
  timeoutMs: number;
  signal: AbortSignal;
}
/** What is read of an answer, so that the connection ends well; nothing of it is kept. Bytes. */
const answerLimit = 64 * 1024;

/**
 * POSTs once and follows nothing. Null where it was answered with 2xx, or what went wrong, in words that show nothing
 * of the answer: a webhook must not become a way to look into a network.
 */
export function post(address: string, options: PostOptions): Promise<string | null> {
  const { headers, body, allowPrivate, timeoutMs, signal } = options;
  let url: URL;
  try {
    url = hookUrl(address, allowPrivate);
  } catch (error) {
    return Promise.resolve((error as Error).message);
  }
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body).toString() },
      agent: false,
      signal,
      ...(allowPrivate ? {} : { lookup: lookupPublic }),
    });
    const timer = setTimeout(() => {
      resolve(`no answer within ${timeoutMs} ms`);
      request.destroy();
    }, timeoutMs);
    request.on('close', () => {
      clearTimeout(timer);
      resolve('the connection was closed without an answer');
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error instanceof PrivateAddress ? privateFault : signal.aborted ? 'stopped' : (error.code ?? error.name));
    });
    request.on('response', (response) => {
      const { statusCode = 0 } = response;
      resolve(statusCode >= 200 && statusCode < 300 ? null : `it answered ${statusCode}`);
      let read = 0;
      response.on('error', () => undefined);
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > answerLimit) request.destroy();
      });
    });
    request.end(body);
  });
}

class PrivateAddress extends Error {}

/** What is checked is what is connected to: a second look-up could give another answer. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, []);
    if (found.some(({ address }) => isPrivateAddress(address))) return callback(new PrivateAddress(), []);
    const [first] = found;
    if (options.all || !first) return callback(null, found);
    callback(null, first.address, first.family);
  });
};
