import { remark } from './report';

/** Ctrl-C ends the work after the part that is under way; once more ends the process. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const end = () => {
    remark('Ending after this part. Once more ends at once.');
    ending.abort();
  };
  process.once('SIGINT', end);
  try {
    return await work(ending.signal);
  } finally {
    process.off('SIGINT', end);
  }
}
