import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { StartUpFault } from '../errors';

const GiB = 1024 ** 3;

/** @throws StartUpFault where the disk that holds `folder` (made if absent) has less than `needed` bytes left. */
export async function needSpace(folder: string, needed = GiB): Promise<void> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    throw new StartUpFault(
      `The folder ${folder} cannot be made (${code}).`,
      'Make it yourself, or choose another with SAYSO_DATA_DIR and SAYSO_CACHE_DIR.',
      { cause },
    );
  }
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < needed) throw diskFull(folder, bavail * bsize);
}

export function diskFull(folder: string, left?: number): StartUpFault {
  const rest = left === undefined ? '' : `: ${Math.floor(left / 1024 ** 2)} MiB are left`;
  return new StartUpFault(
    `The disk that holds ${folder} is full${rest}.`,
    'Free at least 1 GiB there, or choose a folder on another disk with SAYSO_DATA_DIR (the data) or SAYSO_CACHE_DIR (the jars).',
  );
}
