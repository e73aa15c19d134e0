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
  const ofFile = fileFault(error);
  console.error(ofFile ?? error);
  return ofFile === null ? 70 : 1;
}

const fileFaults: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of it is no folder',
  EISDIR: 'it is a folder',
  EEXIST: 'it is there already',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'this disk is for reading only',
  ENOSPC: 'the disk is full',
};

/** Of a file that a person named, which is theirs to mend; null for any other error. */
function fileFault(error: unknown): string | null {
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  const why = fileFaults[code];
  return why === undefined || syscall === undefined ? null : `${path ?? 'The file'} cannot be used: ${why}.`;
}

/** What is said besides the answer goes to the other stream, so that `sayso keys create … > file` holds the key alone. */
export const remark = (line: string): void => console.error(line);
