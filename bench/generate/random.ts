/** One 32-bit number of several: the same for the same, whatever was drawn before. */
export function hashOf(...numbers: number[]): number {
  let h = 0x9e3779b9;
  for (const number of numbers) {
    // A claim's number may be past 2^32 in nobody's lifetime, a moment in milliseconds is.
    h = mix(h ^ (number | 0));
    h = mix(h + ((number / 4294967296) | 0));
  }
  return h >>> 0;
}

function mix(n: number): number {
  let h = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) + 0x6d2b79f5;
}

/** Draws that are the same for the same numbers (mulberry32). */
export interface Draw {
  /** In [0, 1). */
  (): number;
}

export function drawOf(...numbers: number[]): Draw {
  let state = hashOf(...numbers);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number in [0, below). */
export const below = (draw: Draw, count: number) => Math.floor(draw() * count);

export function oneOf<T>(draw: Draw, list: readonly T[]): T {
  return list[below(draw, list.length)] as T;
}

/** A rank in [0, count): how often a rank comes falls with (rank + 1)^-s (Zipf), s in [0, 1]. */
export function zipf(draw: Draw, count: number, s: number): number {
  const u = draw();
  const rest = 1 - s;
  const place = rest <= 0 ? Math.pow(count + 1, u) : Math.pow(1 + u * (Math.pow(count + 1, rest) - 1), 1 / rest);
  return Math.min(count - 1, Math.floor(place) - 1);
}
