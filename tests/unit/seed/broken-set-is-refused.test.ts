import { StartUpFault } from '../../../src/errors';
import { faultsOf, ids, readSet, soundSet, text } from './folders';

type Fields = Record<string, unknown>;
/** The sound set with these places set to these values; undefined takes away what is there. */
function broken(...changes: [place: string[], value: unknown][]): Fields {
  const set: Fields = soundSet();
  for (const [place, value] of changes) {
    const last = place[place.length - 1]!;
    const holder = place.slice(0, -1).reduce<Fields>((at, name) => at[name] as Fields, set);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return set;
}
const claim = ['claims.json', ids.claim];
const attribution = ['attributions.json', ids.attribution];
const version = ['documents.json', ids.document, 'versions', ids.version];

test('the set that the others are made from has no fault', () => {
  const rows = readSet(soundSet());
  expect(rows.agents.map((agent) => agent.name)).toEqual(['Herald', 'ministry']);
  expect(rows.spans).toMatchObject([{ id: ids.span, start: 21, end: 38, exact: text.slice(21, 38) }]);
});

test('bad JSON is refused with file, line and column', () => {
  const faults = faultsOf({ ...soundSet(), 'claims.json': '{\n  "a": {\n    "text": "x",,\n  }\n}' });
  expect(faults[0]).toMatch(/^claims\.json, line 3, column \d+: ./);
});

test.each([
  ['cut off', '{ "a": 1'],
  ['empty', ''],
  ['a comment in it', '{} // all claims'],
  ['a comma after the last', '{ "a": 1, }'],
  ['names without quotation marks', '{ a: 1 }'],
  ['YAML', '- a\n- b'],
])('a file that is %s is no JSON', (_what, content) => {
  const faults = faultsOf({ ...soundSet(), 'claims.json': content });
  expect(faults[0]).toMatch(/^claims\.json\b.*: ./);
});

test('a key that stands twice is refused: the second would replace the first in silence', () => {
  const twice = `{ "${ids.claim}": { "text": "One" },\n  "${ids.claim}": { "text": "Two" } }`;
  expect(faultsOf({ ...soundSet(), 'claims.json': twice })[0]).toMatch(/^claims\.json, line 2, column 3: .*unique/i);
  const within = `{ "${ids.claim}": { "text": "One", "text": "Two", "language": "en", "type": "EVENT" } }`;
  expect(faultsOf({ ...soundSet(), 'claims.json': within })[0]).toMatch(/^claims\.json, line 1, column \d+: .*unique/i);
});

test.each<[string, string[], unknown, RegExp]>([
  ['an unknown key', [...claim, 'txt'], 'x', /^claims\.json, <claim>: .*txt/],
  [
    'an unknown key of a span',
    [...attribution, 'spans', ids.span, 'from'],
    1,
    /^attributions\.json, <attribution>, spans\.<span>: .*from/,
  ],
  ['an unknown key of the set itself', ['set.json', 'author'], 'x', /^set\.json: .*author/],
  ['a missing key', [...claim, 'language'], undefined, /^claims\.json, <claim>, language: /],
  ['a value that is not in its closed list', [...claim, 'type'], 'RUMOUR', /^claims\.json, <claim>, type: .*EVENT/],
  [
    'a polarity that is not in its closed list',
    [...attribution, 'asserts', ids.claim],
    'MAYBE',
    /^attributions\.json, <attribution>, asserts\.<claim>: .*DENIED/,
  ],
  [
    'a record under the id of another kind',
    ['claims.json', ids.herald],
    { text: 'Two children died', language: 'en', type: 'QUANTITY' },
    /^claims\.json, <herald>: /,
  ],
  [
    'a reference to another kind',
    [...attribution, 'agent'],
    ids.claim,
    /^attributions\.json, <attribution>, agent: not the id of a Agent/,
  ],
  [
    'a number out of bounds',
    [...attribution, 'scopeCertainty'],
    1.5,
    /^attributions\.json, <attribution>, scopeCertainty: /,
  ],
  [
    'a text file that is not there',
    ['texts/quay.txt'],
    undefined,
    /^documents\.json, <document>, versions\.<version>\.textFile: there is no texts\/quay\.txt$/,
  ],
  [
    'a text file outside the folder',
    [...version, 'textFile'],
    '../quay.txt',
    /^documents\.json, <document>, versions\.<version>\.textFile: /,
  ],
  ['a file of an unknown name', ['claim.json'], {}, /^claim\.json: no file of a data set has this name$/],
  [
    'words that the text does not hold',
    [...attribution, 'spans', ids.span, 'exact'],
    'ten children died',
    /^attributions\.json, <attribution>: span <span>: "ten children died" does not stand in the text\.$/,
  ],
])('%s is refused with file, record and reason, and is the only fault', (_what, place, value, fault) => {
  const faults = faultsOf(broken([place, value])).map((one) =>
    Object.entries(ids).reduce((text, [name, id]) => text.replaceAll(id, `<${name}>`), one),
  );
  expect(faults).toEqual([expect.stringMatching(fault)]);
});

test('all faults of all files are told at once', () => {
  const faults = faultsOf(
    broken(
      [[...claim, 'type'], 'RUMOUR'],
      [['agents.json', ids.herald, 'kind'], 'BLOG'],
      [['claim.json'], {}],
      [['texts/quay.txt'], undefined],
    ),
  );
  expect(faults.map((fault) => fault.split(/[,:]/)[0])).toEqual([
    'agents.json',
    'claims.json',
    'claim.json',
    'documents.json',
  ]);
});

test('of very many faults the first are told, and how many more there are', () => {
  const record = { text: 'x', language: 'en', type: 'RUMOUR' };
  const many = Array.from({ length: 25 }, (_, i) => [`${ids.claim.slice(0, -2)}${10 + i}`, record]);
  const faults = faultsOf({ ...soundSet(), 'claims.json': Object.fromEntries(many) });
  expect(faults).toHaveLength(21);
  expect(faults[20]).toBe('and 5 more');
});

test('a folder without set.json is no data set', () => {
  const rest = broken([['set.json'], undefined]);
  expect(() => readSet(rest)).toThrow(StartUpFault);
  expect(() => readSet(rest)).toThrow(/is no data set: it has no set\.json\.$/);
});
