import { labelOfType } from '../../src/features/agent/agent.service';
import { commonProperties, labels, lockProperty, relationships } from '../../src/graph/vocabulary';
import { exampleFiles, migrationFiles, queryFiles, type CypherFile } from './cypher-files';
import { namesOf, type NamedProperty } from './cypher-names';

const agentLabels = Object.values(labelOfType);
const files = [...queryFiles, ...migrationFiles, ...exampleFiles];
const propertiesOfLabel = (label: string): readonly string[] => [
  ...commonProperties,
  lockProperty,
  ...(labels[label] ?? []),
  // An agent has a second label, and what that one has.
  ...(label === 'Agent' ? agentLabels.flatMap((second) => labels[second] ?? []) : []),
  ...(agentLabels.includes(label as never) ? (labels.Agent ?? []) : []),
];
const propertiesOfType = (type: string): readonly string[] => relationships[type]?.properties ?? [];
const everywhere = new Set([
  ...Object.keys(labels).flatMap(propertiesOfLabel),
  ...Object.keys(relationships).flatMap(propertiesOfType),
]);

/** Where no pattern tells what has it, it must be a property of something. */
function isKnown({ name, labels: ofLabels, types }: NamedProperty): boolean {
  if (ofLabels.length + types.length === 0) return everywhere.has(name);
  return [...ofLabels.flatMap(propertiesOfLabel), ...types.flatMap(propertiesOfType)].includes(name);
}

/** Every name of a text that the vocabulary does not have, with its line. */
function strangersIn({ text }: Pick<CypherFile, 'text'>): string[] {
  const names = namesOf(text);
  return [
    ...names.labels.filter(({ name }) => !(name in labels)).map(({ name, line }) => `line ${line}: label ${name}`),
    ...names.types.filter(({ name }) => !(name in relationships)).map(({ name, line }) => `line ${line}: type ${name}`),
    ...names.properties
      .filter((property) => !isKnown(property))
      .map(({ name, line, ...of }) => `line ${line}: property ${[...of.labels, ...of.types].join('|')}.${name}`),
  ];
}

describe('the check itself', () => {
  test.each([
    ['MATCH (n:Clame) RETURN n.id', 'line 1: label Clame'],
    ['MATCH (n:Claim|Event|Evnt) RETURN n.id', 'line 1: label Evnt'],
    ['MATCH (:Claim)-[:ABOUTT]->(:Event)', 'line 1: type ABOUTT'],
    ['MATCH (:Claim)<-[e:ASSERTS|PRESUPOSES]-()', 'line 1: type PRESUPOSES'],
    ['MATCH (a:Attribution)-[:RELAYED*0..7]->(b)', 'line 1: type RELAYED'],
    ['MATCH (n:Claim)\nWHERE n.wording = 1', 'line 2: property Claim.wording'],
    ['MATCH (n:Claim {wording: 1})', 'line 1: property Claim.wording'],
    ['MATCH (:Claim {`wording`: 1})', 'line 1: property Claim.wording'],
    ['MATCH (n:Claim) SET n.wording = 1', 'line 1: property Claim.wording'],
    ['MATCH (n:Claim) RETURN n.disclosure', 'line 1: property Claim.disclosure'],
    ['MATCH (p:Person) RETURN p.descriptor', 'line 1: property Person.descriptor'],
    ['MATCH (:Attribution)-[e:ASSERTS]->(:Claim) RETURN e.weight', 'line 1: property ASSERTS.weight'],
    ['MATCH (:Attribution)-[e:ASSERTS {weight: 1}]->(:Claim)', 'line 1: property ASSERTS.weight'],
    ['MATCH path = (:Claim)--() RETURN [n IN nodes(path) | n.wording]', 'line 1: property .wording'],
    ['MATCH (n) WHERE n:Clame RETURN n.id', 'line 1: label Clame'],
    ['MATCH (n:Claim) SET n:Clame', 'line 1: label Clame'],
    ['MATCH (n:Claim) USING INDEX n:Claim(wording, id) WHERE n.id = 1', 'line 1: property Claim.wording'],
    ['MATCH ()-[r:LEFT]->() WHERE EXISTS { (r)<-[:RIGHTT]-(:Claim) }', 'line 1: type RIGHTT'],
    ['CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Claim) REQUIRE n.wording IS UNIQUE;', 'line 1: property Claim.wording'],
    ['CREATE INDEX x IF NOT EXISTS FOR ()-[r:LEFT]-() ON (r.weight)', 'line 1: property LEFT.weight'],
  ])('sees what is wrong in %s', (text, stranger) => {
    expect(strangersIn({ text })).toEqual([stranger]);
  });

  test.each([
    ['UNWIND $rows AS row MATCH (n:Claim {id: row.anything}) SET n.text = row.wording'],
    ['UNWIND $rows AS row UNWIND row.quantities AS q MERGE (n:Quantity {id: q.whatever})'],
    ['MATCH (n:Claim) RETURN {wording: n.text, of: [x IN $rows WHERE x.deep = 1 | x.deeper]} AS row'],
    ["// (n:Clame)-[:ABOUTT]->() n.wording\nRETURN '(n:Clame {wording: 1})' AS `n.wording`"],
    ["RETURN datetime.truncate('day', datetime.realtime('Z')) AS day"],
    ["CALL db.index.fulltext.queryNodes('x', $text, {limit: 1}) YIELD node AS n RETURN n.text"],
    ['MATCH (a:Agent) RETURN a.name, a.kind, a.descriptor, a.id, a.recordedFrom'],
    ['MATCH (p:Organization) RETURN p.name, p.kind'],
  ])('lets pass what is right in %s', (text) => {
    expect(strangersIn({ text })).toEqual([]);
  });
});

test.each(files)('$name names no label, type or property that the vocabulary does not have', (file) => {
  expect(strangersIn(file)).toEqual([]);
});

test('what the files name is most of the vocabulary, so that the check above has seen it', () => {
  const found = files.map(({ text }) => namesOf(text));
  const named = (of: 'labels' | 'types') => new Set(found.flatMap((names) => names[of].map(({ name }) => name)));
  // Retracting comes with writing, and so do these (docs/model.md says that 0.1.0 has none of them).
  const unnamed = Object.keys(relationships).filter((type) => !named('types').has(type));
  expect(unnamed).toEqual([]);
  expect(Object.keys(labels).filter((label) => !named('labels').has(label))).toEqual([]);
  expect(found.flatMap((names) => names.properties).length).toBeGreaterThan(500);
});
