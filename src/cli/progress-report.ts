import { SingleBar } from 'cli-progress';
import { remark } from './report';

export interface ProgressReport {
  /** So many more of the total are done, and so many records. */
  advance(done: number, records: number): void;
  stop(): void;
}

/** How often a pipe gets a line. */
const lineEveryMs = 5_000;

/**
 * Tells how far a long command is, on the error stream: a bar with rate and time left on a terminal, now and then a line
 * in a pipe. `total` is in any unit, or null where it is not known; `name` is what is counted.
 */
export function progressReport(total: number | null, name: string): ProgressReport {
  const began = Date.now();
  let [done, records, told] = [0, 0, began];
  const rate = () => Math.round(records / Math.max(0.001, (Date.now() - began) / 1_000));
  const left = () => (total === null || done === 0 ? '' : timeText(((Date.now() - began) / done) * (total - done)));
  const bar =
    process.stderr.isTTY && total !== null
      ? new SingleBar({
          format: `{bar} {percentage} % · {records} ${name} · {rate}/s · {left} left`,
          stream: process.stderr,
          hideCursor: true,
          etaBuffer: 1,
        })
      : null;
  const payload = () => ({ records: records.toLocaleString('en'), rate: rate().toLocaleString('en'), left: left() });
  bar?.start(total ?? 0, 0, payload());
  return {
    advance: (more, moreRecords) => {
      done += more;
      records += moreRecords;
      bar?.update(done, payload());
      if (bar || Date.now() - told < lineEveryMs) return;
      told = Date.now();
      const share = total === null || total === 0 ? '' : `${Math.floor((100 * done) / total)} %, `;
      const rest = total === null ? '' : `, ${left()} left`;
      remark(`${share}${records.toLocaleString('en')} ${name}, ${rate().toLocaleString('en')}/s${rest}`);
    },
    stop: () => bar?.stop(),
  };
}

function timeText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
