import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Log } from '../../log';
import { jwtNames, knownRoles } from './principal.service';
import type { Viewer } from './viewer';

/** Signatures by a key that only the issuer has. Never HS256: there the public key of the set would sign. */
const algorithms = ['RS256', 'ES256', 'EdDSA'];
const clockToleranceSeconds = 5;
/** OpenID Connect's limit. Principals are found by name, and an index takes no name of any length. */
const longestSubject = 255;
const warnEveryMs = 60_000;

/** Whose JWTs are believed. */
export interface JwtSettings {
  jwksUrl: string;
  issuer: string;
  audience: string;
  rolesClaim: string;
}

/**
 * Who a JWT of the configured issuer speaks for; null for a token that is wrong in whatever way. The keys are fetched
 * when first needed, kept for 10 minutes, and fetched again at most every 30 s for a key id that is not among them (jose).
 */
export function jwtVerifier(
  settings: JwtSettings,
  log: Log,
): (token: string, now: number) => Promise<Omit<Viewer, 'id'> | null> {
  const { jwksUrl, issuer, audience, rolesClaim } = settings;
  const keySet = createRemoteJWKSet(new URL(jwksUrl));
  let warnedAt = -Infinity;
  const keyOf: JWTVerifyGetKey = async (header, token) => {
    try {
      return await keySet(header, token);
    } catch (error) {
      const isTokens = error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      if (!isTokens && Date.now() - warnedAt > warnEveryMs) {
        warnedAt = Date.now();
        log.warn({ jwksUrl, reason: (error as Error).message }, 'No JWT can be checked: its issuer gives no keys.');
      }
      throw error;
    }
  };
  return async (token, now) => {
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(now),
        requiredClaims: ['exp', 'sub'],
      });
      const { sub } = payload;
      if (typeof sub !== 'string' || sub === '' || sub.length > longestSubject) return null;
      return { name: `${jwtNames}${issuer}#${sub}`, roles: knownRoles(wordsOf(claimAt(payload, rolesClaim))) };
    } catch {
      return null;
    }
  };
}

/** A claim by its name, or by a path such as `realm_access.roles` where no claim has that whole name. */
function claimAt(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  let value: unknown = payload;
  for (const part of name.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** A list of words, or words with spaces between, as `scope` has them. */
function wordsOf(claim: unknown): unknown[] {
  return Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(' ') : [];
}
