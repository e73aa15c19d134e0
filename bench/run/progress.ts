export type Say = (line: string) => void;

/** Says how far something is, at most every ten seconds, with the time that is left at the rate so far. */
export function progressOf(say: Say, what: string, total: number): (done: number) => void {
  const began = Date.now();
  let told = began;
  return (done) => {
    if (Date.now() - told < 10_000 || done <= 0) return;
    told = Date.now();
    const rate = (done / (Date.now() - began)) * 1_000;
    say(`${what}: ${done} of ${total}, ${Math.round(rate)} a second, ${lengthOf((total - done) / rate)} left.`);
  };
}

/** Seconds in words: `48 s`, `3 min 5 s`. */
export function lengthOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
