import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../../src/root';

export interface CypherFile {
  /** Under `cypher/`, without its ending: the name of its query. */
  name: string;
  text: string;
}

const all = readdirSync(fromRoot('cypher'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.cypher'))
  .map((file) => ({ name: file.replace(/\.cypher$/, ''), text: readFileSync(join(fromRoot('cypher'), file), 'utf8') }))
  .sort((one, other) => (one.name < other.name ? -1 : 1));

export const migrationFiles: CypherFile[] = all.filter(({ name }) => name.startsWith('migrations/'));
export const exampleFiles: CypherFile[] = all.filter(({ name }) => name.startsWith('examples/'));
/** One query a file. */
export const queryFiles: CypherFile[] = all.filter(
  (file) => !migrationFiles.includes(file) && !exampleFiles.includes(file),
);
