import { readFileSync, writeFileSync } from 'node:fs';
import { schemaText } from '../api/build-schema';
import { StartUpFault } from '../errors';
import { fromRoot } from '../root';
import { print } from './report';

export async function schemaCommand({ check }: { check?: boolean }): Promise<void> {
  const path = fromRoot('schema', 'schema.graphql');
  const text = schemaText();
  if (!check) {
    writeFileSync(path, text);
    print('Wrote schema/schema.graphql.');
  } else if (readFileSync(path, 'utf8') !== text) {
    throw new StartUpFault(
      'schema/schema.graphql is not what the code gives.',
      'Run `npm run schema:emit` and commit the file.',
    );
  }
}
