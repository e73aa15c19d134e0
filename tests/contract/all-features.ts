import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { definedQueries } from '../../src/graph/query';
import { fromRoot } from '../../src/root';

/** Every query that any file of `src/graph` and `src/features` defines: each of these files is loaded for it. */
export function allQueries(): typeof definedQueries {
  for (const folder of ['graph', 'features']) {
    for (const file of readdirSync(fromRoot('src', folder), { recursive: true, encoding: 'utf8' })) {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by walking, so no import can name it
      if (file.endsWith('.ts')) require(join(fromRoot('src', folder), file));
    }
  }
  return definedQueries;
}
