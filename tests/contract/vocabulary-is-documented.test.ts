import { readFileSync } from 'node:fs';
import { enums, labels, relationships } from '../../src/graph/vocabulary';
import { prefixes } from '../../src/identity';
import { fromRoot } from '../../src/root';

const page = readFileSync(fromRoot('docs', 'model.md'), 'utf8');
const ticked = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');

/** The table `| label | id | properties | … |`: each label with its properties and the prefix of its ids. */
function documentedLabels(): Map<string, { properties: string[]; prefix: string | undefined }> {
  const lines = page.split('\n');
  const head = lines.findIndex((line) => /^\|\s*label\s*\|\s*id\s*\|\s*properties\s*\|/.test(line));
  const found = new Map<string, { properties: string[]; prefix: string | undefined }>();
  for (const line of lines.slice(head + 2)) {
    if (!line.startsWith('|')) break;
    const [, names = '', id = '', properties = ''] = line.split('|').map((cell) => cell.trim());
    const [first = '', ...seconds] = ticked(names);
    const prefix = /^`([a-z]{3})_`/.exec(id)?.[1];
    // "`name aliases`; organisation `kind`; unnamed `descriptor`": what only one of the second labels has.
    const parts = properties.split(';').map((part) => part.trim());
    const of = (start: string) => parts.filter((part) => part.startsWith(start)).flatMap(ticked);
    const words = (texts: string[]) => texts.flatMap((text) => text.split(' '));
    found.set(first, { prefix, properties: words(seconds.length > 0 ? of('`') : ticked(properties)) });
    for (const second of seconds) {
      const word = { Organization: 'organisation', UnnamedSource: 'unnamed' }[second];
      found.set(second, { prefix, properties: word ? words(of(word)) : [] });
    }
  }
  return found;
}

/** The code block under "Relationships": each type with its ends and properties, `(:A|:B)-[:T|U {p}]->(:C)-[…]`. */
function documentedRelationships(): Record<string, { from: string; to: string; properties: string[] }> {
  const block = /^## Relationships\n[\s\S]*?```\w*\n([\s\S]*?)```/m.exec(page)?.[1] ?? '';
  const end = (text: string) => text.replaceAll(':', '');
  const found: Record<string, { from: string; to: string; properties: string[] }> = {};
  for (const [, from = '', types = '', map = '', to = ''] of block.matchAll(
    /\(([^)]*)\)-\[:([A-Z_|]+)(?: \{([^}]*)\})?\]->(?=\(([^)]*)\))/g,
  )) {
    for (const type of types.split('|')) {
      if (type in found) throw new Error(`${type} stands twice in docs/model.md.`);
      const properties = map === '' ? [] : map.split(',').map((part) => part.split(':')[0]!.trim());
      found[type] = { from: end(from), to: end(to), properties };
    }
  }
  return found;
}

const documented = documentedLabels();

test('the table has every label, and no other', () => {
  expect([...documented.keys()].sort()).toEqual(Object.keys(labels).sort());
  expect(documented.size).toBeGreaterThan(20);
});

test.each(Object.keys(labels))('the table has the properties of %s, and no others', (label) => {
  expect([...(documented.get(label)?.properties ?? [])].sort()).toEqual([...(labels[label] ?? [])].sort());
});

test.each(Object.entries(prefixes))('the table has the prefix of the ids of a %s', (label, prefix) => {
  expect(documented.get(label)?.prefix).toBe(prefix);
});

test('the block has every relationship with its ends and properties, and no other', () => {
  const known = Object.entries(relationships).map(([type, { from, to, properties = [] }]) => [
    type,
    { from, to, properties: [...properties].sort() },
  ]);
  const told = Object.entries(documentedRelationships()).map(([type, one]) => [
    type,
    { ...one, properties: [...one.properties].sort() },
  ]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known));
  expect(told.length).toBeGreaterThan(40);
});

test.each(Object.entries(enums))('the page lists the values of %s, in their order', (_name, values) => {
  expect(page).toMatch(new RegExp(`(^|[^A-Z_ ] )${values.join(' ')}(?! ?[A-Z_])`, 'm'));
});
