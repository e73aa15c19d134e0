import { hostname, networkInterfaces } from 'node:os';
import type { FastifyRequest } from 'fastify';

type Asked = Pick<FastifyRequest, 'headers' | 'socket'>;

/** Under which addresses others reach this server. An origin is `https://sayso.example`, without a slash at its end. */
export interface OwnAddresses {
  /** The origin to write into what leaves this server. */
  originOf: (request: Asked) => string;
  /** The same for a thing at `url`; null where that address is not this server's. */
  originFor: (url: URL, request: Asked) => string | null;
}

/**
 * Own are the configured origins and every name of the address that is listened on. Where none is configured, a request's
 * `Host` is believed, too: it says by which name the server was reached. It decides nothing but what is written into links.
 */
export function ownAddresses({ host, publicUrls }: { host: string; publicUrls: readonly string[] }): OwnAddresses {
  const configured = publicUrls.map((url) => new URL(url));
  const [first] = configured;
  // Whoever ends TLS before the server changes the scheme, so that only the host counts.
  const withHost = (wanted: string) => configured.find((url) => url.host === wanted);

  function originOf(request: Asked): string {
    const named = hostOf(request.headers.host);
    if (first) return (withHost(named ?? '') ?? first).origin;
    if (named !== null) return `http://${named}`;
    const { localAddress = '127.0.0.1', localPort = 80 } = request.socket;
    return new URL(`http://${inUrl(localAddress)}:${localPort}`).origin;
  }

  function originFor(url: URL, request: Asked): string | null {
    if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
    const known = withHost(url.host);
    if (known) return known.origin;
    const { localPort } = request.socket;
    const listening = namesOf(host).map((name) => hostOf(`${inUrl(name)}:${localPort}`));
    if (!listening.includes(url.host) && (first || hostOf(request.headers.host) !== url.host)) return null;
    return (first ?? url).origin;
  }

  return { originOf, originFor };
}

/** A `Host` as an address has it: in lower case, without the port 80. Null for what is none. */
function hostOf(header: string | undefined): string | null {
  if (header === undefined || !/^(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i.test(header)) return null;
  return URL.canParse(`http://${header}`) ? new URL(`http://${header}`).host : null;
}

/** By which names and numbers this machine is reached where a server listens on `host`. */
function namesOf(host: string): string[] {
  if (host === '0.0.0.0' || host === '::') {
    const own = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
    return ['localhost', hostname(), ...own];
  }
  return /^(localhost|127(\.\d+){3}|::1)$/.test(host) ? ['localhost', '127.0.0.1', '::1', host] : [host];
}

const inUrl = (host: string) => (host.includes(':') ? `[${host}]` : host);
