import { CypherRefusal } from './refusal';

export interface QuotaOptions {
  /** Statements of all callers that run at a time. */
  most: number;
  /** Of one caller. */
  mostOfCaller: number;
  /** Statements of one caller within a minute. */
  perMinute: number;
  /** The clock, in milliseconds; for tests. */
  now?: () => number;
}

interface Caller {
  running: number;
  /** Statements that may still begin; it fills up again at `perMinute`. */
  left: number;
  at: number;
}

/** So many callers are remembered. Who is idle the longest is forgotten first, and begins anew. */
const mostRemembered = 10_000;

/** Places for statements, so that one caller takes them all from nobody, and all callers together little from the API. */
export function createQuota({ most, mostOfCaller, perMinute, now = () => performance.now() }: QuotaOptions) {
  const callers = new Map<string, Caller>();
  let running = 0;
  const perMs = perMinute / 60_000;

  const known = (name: string): Caller => {
    const at = now();
    const caller = callers.get(name) ?? { running: 0, left: perMinute, at };
    caller.left = Math.min(perMinute, caller.left + (at - caller.at) * perMs);
    caller.at = at;
    callers.delete(name);
    callers.set(name, caller);
    if (callers.size > mostRemembered) {
      const idle = [...callers].find(([, one]) => one.running === 0);
      if (idle) callers.delete(idle[0]);
    }
    return caller;
  };

  return {
    /** Takes a place; what it gives back frees it, once. @throws CypherRefusal where there is none. */
    enter: (name: string): (() => void) => {
      const caller = known(name);
      const refuse = (message: string, status: number, retryAfter: number) =>
        new CypherRefusal('caller', message, null, 'UNAVAILABLE', { status, retryAfter });
      if (caller.running >= mostOfCaller) {
        throw refuse(`You have ${caller.running} statements running; that is as many as one caller may have.`, 429, 1);
      }
      if (caller.left < 1) {
        const seconds = Math.ceil((1 - caller.left) / perMs / 1_000);
        throw refuse(`You have asked ${perMinute} times within a minute. Try again in ${seconds} s.`, 429, seconds);
      }
      if (running >= most) throw refuse('As many statements as may be are running. Try again in a moment.', 503, 1);
      caller.left -= 1;
      caller.running++;
      running++;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        caller.running--;
        running--;
      };
    },
  };
}
