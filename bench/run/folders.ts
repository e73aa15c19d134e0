import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../../src/root';

/** What a run keeps for the next one: databases, generated records. Not in git; may be removed at any time. */
export function benchFolder(...parts: string[]): string {
  const folder = join(fromRoot('.bench'), ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
