import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header `Sayso-Signature` of a body: the time and, under the webhook's secret, HMAC-SHA256 of `time.body`. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${hmac(secret, seconds, body)}`;
}

/**
 * Whether a body came from who has the secret, no longer ago than `toleranceSeconds`. This is what a receiver does;
 * docs/feed.md has it in other languages.
 */
export function isSignedBy(
  secret: string,
  header: string,
  body: string,
  { now = new Date(), toleranceSeconds = 300 }: { now?: Date; toleranceSeconds?: number } = {},
): boolean {
  const [, time, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (!time || !given) return false;
  if (Math.abs(now.getTime() / 1_000 - Number(time)) > toleranceSeconds) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(hmac(secret, Number(time), body), 'hex'));
}

const hmac = (secret: string, seconds: number, body: string) =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
