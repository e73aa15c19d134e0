import { readFileSync } from 'node:fs';
import { recordFormat } from '../../src/features/import/record.format';
import { fromRoot } from '../../src/root';

test('docs/import.md lists every kind of record with the fields of its row', () => {
  const page = readFileSync(fromRoot('docs', 'import.md'), 'utf8');
  const documented = [...page.matchAll(/^\| `(\w+)`\s*\| (.+?)\s*\|$/gm)].map(([, kind, fields]) => [
    kind,
    [...(fields ?? '').matchAll(/`(\w+)`/g)].map(([, field]) => field),
  ]);
  expect(Object.fromEntries(documented)).toEqual(
    Object.fromEntries(Object.entries(recordFormat).map(([kind, form]) => [kind, Object.keys(form.shape)])),
  );
});
