import { SaysoError } from '../../errors';
import type { Graph } from '../../graph/graph';
import type { Log } from '../../log';
import { jwtVerifier, type JwtSettings } from './jwt';
import { findHolder, hashOfKey } from './keys.service';
import { keepPrincipal } from './principal.service';
import { recent } from './recent';
import type { Viewer } from './viewer';

/** So long a revoked key, or a role taken away, may go on working. A miss is not remembered at all. */
export const rememberedMs = 10_000;
const mostRemembered = 1_000;

export interface AuthenticatorOptions {
  graph: Graph;
  config: { jwt: JwtSettings | null };
  log: Log;
  /** The clock, in milliseconds; for tests. */
  now?: () => number;
}
/** From the value of an `Authorization` header to who asks. */
export type Authenticate = (authorization: string | undefined) => Promise<Viewer | null>;

/**
 * Tells who asks: the holder of an API key or of the issuer's JWT, null where there is no header at all.
 * @throws SaysoError UNAUTHENTICATED, in the same words whatever is wrong; UNAVAILABLE where the database is.
 */
export function authenticator({ graph, config, log, now = Date.now }: AuthenticatorOptions): Authenticate {
  const remembered = recent<Viewer>(mostRemembered);
  const verify = config.jwt && jwtVerifier(config.jwt, log);

  const holderOf = async (key: string) => {
    const started = now();
    // By its hash, so that no key stays in memory.
    const name = `key ${hashOfKey(key)}`;
    const known = remembered.get(name, started);
    if (known) return known;
    const holder = await findHolder(graph, key, new Date(started));
    if (!holder) return null;
    // From before the question: a key that is revoked while it is answered has no longer either.
    remembered.set(name, holder.viewer, Math.min(started + rememberedMs, holder.expiresAt?.getTime() ?? Infinity));
    return holder.viewer;
  };

  const bearerOf = async (token: string) => {
    const started = now();
    // The token is checked each time; only where its bearer stands in the graph is remembered.
    const bearer = verify ? await verify(token, started) : null;
    if (!bearer) return null;
    const name = `jwt ${bearer.roles.join()} ${bearer.name}`;
    const known = remembered.get(name, started);
    if (known) return known;
    const viewer = await keepPrincipal(graph, bearer);
    remembered.set(name, viewer, started + rememberedMs);
    return viewer;
  };

  return async (authorization) => {
    if (authorization === undefined) return null;
    const token = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization)?.[1];
    const viewer = token && (isJwt(token) ? await bearerOf(token) : await holderOf(token));
    if (!viewer) throw refusal();
    return viewer;
  };
}

/** Refuses nobody in particular where everybody has to say who they are (SAYSO_ANONYMOUS=false). */
export function admit(viewer: Viewer | null, { anonymous }: { anonymous: boolean }): void {
  if (viewer || anonymous) return;
  throw new SaysoError('UNAUTHENTICATED', 'This server answers nobody without a key: send "Authorization: Bearer …".');
}

const refusal = () =>
  new SaysoError('UNAUTHENTICATED', 'The "Authorization" sent is not valid: unknown, expired or revoked.');

/** Three parts; neither our keys nor a preset one have a full stop in them. */
const isJwt = (token: string) => token.split('.').length === 3;
