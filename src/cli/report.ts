import { SaysoError, StartUpFault } from '../errors';

export const print = (line: string): void => console.log(line);

/** Tells a person why a command or a start ended: one sentence and the way out where it is a fault foreseen. Returns the exit code. */
export function reportFault(error: unknown): number {
  if (error instanceof StartUpFault) {
    console.error(`${error.message}\n${error.wayOut}`);
    return error.exitCode;
  }
  if (error instanceof SaysoError) {
    console.error(error.message);
    return 1;
  }
  console.error(error);
  return 70;
}

/** What is said besides the answer goes to the other stream, so that `sayso keys create … > file` holds the key alone. */
export const remark = (line: string): void => console.error(line);
