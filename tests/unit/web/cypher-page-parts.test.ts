import { fragmentOf, readFragment, readParameters } from '../../../src/web/cypher/address';
import { csvOf } from '../../../src/web/cypher/csv';
import { plotOf, plottableOf, ticksOf } from '../../../src/web/cypher/plot';
import { suggest } from '../../../src/web/cypher/suggest';
import {
  captionOf,
  drawingOf,
  textOf,
  type Answer,
  type GraphNode,
  type GraphRelationship,
  type Value,
} from '../../../src/web/cypher/values';

const node = (elementId: string, labels: string[] = ['Claim'], properties: GraphNode['properties'] = {}) =>
  ({ elementId, labels, properties }) as unknown as Value & GraphNode;
const edge = (elementId: string, from: string, to: string, type = 'RELAYS') =>
  ({
    elementId,
    startNodeElementId: from,
    endNodeElementId: to,
    type,
    properties: {},
  }) as unknown as Value & GraphRelationship;

describe('a link', () => {
  test.each([
    ['a query alone', { statement: 'MATCH (n) RETURN n', parameters: '', view: 'table' as const }],
    [
      'everything',
      { statement: '// 50 % & more?\nRETURN "#a=b+c", $é\n', parameters: '{"é": "&=\\n"}', view: 'chart' as const },
    ],
  ])('brings back what was put into it: %s', (_case, { view, ...question }) => {
    expect(readFragment(fragmentOf(question, view))).toEqual({ ...question, view });
  });

  test('without a query is none, and an unknown view is the table', () => {
    expect(readFragment('')).toBeNull();
    expect(readFragment('#view=graph')).toBeNull();
    expect(readFragment('#statement=RETURN+1&view=hologram')).toEqual({
      statement: 'RETURN 1',
      parameters: '',
      view: 'table',
    });
  });
});

describe('parameters', () => {
  test('are an object in JSON, or nothing', () => {
    expect(readParameters(' ')).toEqual({});
    expect(readParameters('{"id": "a", "n": [1]}')).toEqual({ id: 'a', n: [1] });
  });
  test.each(['[1]', '1', 'null', '"id"'])('are refused where they are another value: %s', (text) => {
    expect(() => readParameters(text)).toThrow('The parameters must be one JSON object');
  });
  test('are refused where they are no JSON, with the reason', () => {
    expect(() => readParameters("{id: 'a'}")).toThrow(/^The parameters are not JSON: .*position 1/);
  });
});

describe('CSV', () => {
  test('keeps what could break it, and tells nothing from an empty text by neither', () => {
    const answer: Answer = {
      fields: ['a', 'say "who", when'],
      values: [
        ['plain', 1.5],
        ['two\nlines', 'a "quote", a comma'],
        [null, true],
        [['x'], node('4:1')],
      ],
    };
    expect(csvOf(answer)).toBe(
      'a,"say ""who"", when"\r\n' +
        'plain,1.5\r\n' +
        '"two\nlines","a ""quote"", a comma"\r\n' +
        ',true\r\n' +
        '"[""x""]","{""elementId"":""4:1"",""labels"":[""Claim""],""properties"":{}}"\r\n',
    );
  });
});

describe('a cell', () => {
  const [ap, official] = [
    node('1', ['Agent', 'Organization'], { name: 'Associated Press' }),
    node('2', ['Agent', 'UnnamedSource'], { name: 'an official' }),
  ];
  test.each<[string, Value, string]>([
    ['a text', 'a text', 'a text'],
    ['a number', 0, '0'],
    ['a list', ['a', 1, null], '[a, 1, null]'],
    ['a map', { a: { b: [true] } }, '{a: {b: [true]}}'],
    ['a node', ap, '(:Agent:Organization Associated Press)'],
    ['a relationship', edge('9', '1', '2'), '[:RELAYS]'],
    [
      'a path',
      [official, edge('9', '1', '2'), ap],
      '(:Agent:UnnamedSource an official)<-[:RELAYS]-(:Agent:Organization Associated Press)',
    ],
  ])('shows %s', (_case, value, text) => {
    expect(textOf(value)).toBe(text);
  });
  test('names a node by what tells it from others, and shortens that', () => {
    expect(captionOf(node('1', ['Claim'], { id: 'clm_1', text: `one\n${'word '.repeat(30)}` }))).toMatch(
      /^one word .{50}…$/,
    );
    expect(captionOf(node('1', ['Event'], { id: 'evt_1' }))).toBe('evt_1');
    expect(captionOf(node('1'))).toBe('');
  });
});

describe('a drawing', () => {
  test('has each node and relationship once, however deep it stands', () => {
    const [a, b, c] = [node('a'), node('b'), node('c')];
    const [ab, bc] = [edge('ab', 'a', 'b'), edge('bc', 'b', 'c')];
    const drawing = drawingOf({
      fields: ['p', 'm'],
      values: [
        [[a, ab, b], { deep: [{ c, bc }] }],
        [[a, ab, b], 1],
      ],
    });
    expect(drawing.nodes.map((one) => one.elementId)).toEqual(['a', 'b', 'c']);
    expect(drawing.relationships.map((one) => one.elementId)).toEqual(['ab', 'bc']);
  });
  test('gives a relationship whose nodes were not returned nodes of which nothing is known', () => {
    const drawing = drawingOf({ fields: ['r'], values: [[edge('ab', 'a', 'b')]] });
    expect(drawing.nodes).toEqual([node('a', []), node('b', [])]);
  });
  test('has nothing of an answer in plain values', () => {
    expect(drawingOf({ fields: ['a'], values: [['x', 1, null, { a: [1] }]] })).toEqual({
      nodes: [],
      relationships: [],
    });
  });
});

describe('a plot', () => {
  const answer = (fields: string[], ...values: Value[][]): Answer => ({ fields, values });
  const plotted = (of: Answer, naming = 0) => {
    const plottable = plottableOf(of);
    const [names, numbers] = [plottable?.namings[naming], plottable?.numbers[0]];
    return names && numbers ? plotOf(of, names, numbers) : null;
  };

  test('is bars for a text and a number, in the order of the rows', () => {
    expect(plotted(answer(['n', 'agent'], [2, 'AP'], [3, 'Reuters'], [null, 'AFP']))).toEqual({
      form: 'bars',
      bars: [
        { name: 'AP', value: 2 },
        { name: 'Reuters', value: 3 },
      ],
    });
  });
  test('names a bar by all the texts of its row, or by the one that is chosen', () => {
    const of = answer(['outlet', 'agency', 'n'], ['Newsweek', 'AP', 2]);
    expect(plottableOf(of)?.namings.map(({ title }) => title)).toEqual(['outlet · agency', 'outlet', 'agency']);
    expect(plotted(of)).toEqual({ form: 'bars', bars: [{ name: 'Newsweek · AP', value: 2 }] });
    expect(plotted(of, 2)).toEqual({ form: 'bars', bars: [{ name: 'AP', value: 2 }] });
  });
  test.each([
    ['months', '2024-02', '2024-01'],
    ['days', '2024-01-17', '2024-01-16'],
    ['moments', '2024-01-16T09:00:00Z', '2024-01-16T10:00:00+02:00'],
    ['moments with a zone', '2024-01-16T09:00Z[UTC]', '2024-01-16T08:00Z[UTC]'],
  ])('is a course of time for %s and a number', (_case, late, early) => {
    const plot = plotted(answer(['at', 'n'], [late, 1], [early, 2], [null, 3]));
    expect(plot).toMatchObject({
      form: 'time',
      points: [
        { name: early, value: 2 },
        { name: late, value: 1 },
      ],
    });
  });
  test('takes one text that is no date for a column of texts', () => {
    expect(plotted(answer(['at', 'n'], ['2024-01', 1], ['unknown', 2]))).toMatchObject({ form: 'bars' });
  });
  test.each([
    ['no number', answer(['a', 'b'], ['x', 'y'])],
    ['no name', answer(['a', 'b'], [1, 2])],
    ['nothing', answer(['a', 'b'])],
    ['a number that is sometimes a text', answer(['a', 'b'], ['x', 1], ['y', '2'])],
    ['nodes', answer(['a', 'b'], [node('1'), 1])],
  ])('is not made of %s', (_case, of) => {
    const columns = plottableOf(of);
    expect(columns?.numbers ?? []).toEqual([]);
  });
  test.each([
    [0, 7, [0, 2, 4, 6, 8]],
    [0, 0.3, [0, 0.1, 0.2, 0.3]],
    [-3, 4, [-4, -2, 0, 2, 4]],
    [0, 0, [0, 1]],
    [5, 5, [0, 5]],
  ])('has round numbers at its side: %d to %d', (low, high, ticks) => {
    expect(ticksOf(low, high, 6)).toEqual(ticks);
  });
});

describe('completion', () => {
  const names = (before: string, whole = before, parameters: string[] = []) =>
    suggest(before, whole, parameters)?.options.map(({ label }) => label) ?? [];

  test('offers labels in a node, and types in a relationship', () => {
    expect(names('MATCH (c:')).toEqual(expect.arrayContaining(['Claim', 'Attribution']));
    expect(names('MATCH (c:')).not.toContain('RELAYS');
    expect(names('MATCH (c:Claim|')).toContain('Event');
    expect(names('MATCH (a)-[:')).toEqual(expect.arrayContaining(['RELAYS', 'IN_CHAIN_OF']));
    expect(names('MATCH (a)-[:ASSERTS|PRE')).toContain('PRESUPPOSES');
    expect(names('MATCH (n) WHERE n:Cl')).toContain('Claim');
    expect(suggest('MATCH (c:Cl', 'MATCH (c:Cl')?.from).toBe(9);
  });
  test('offers the properties of what the variable is', () => {
    const claim = names('MATCH (c:Claim) RETURN c.');
    expect(claim).toEqual(expect.arrayContaining(['id', 'text', 'originCount']));
    expect(claim).not.toContain('contentSha256');
    expect(names('RETURN c.te', 'MATCH (c:DocumentVersion) RETURN c.te')).toContain('contentSha256');
    expect(names('MATCH (p:Person) RETURN p.')).toEqual(expect.arrayContaining(['name', 'aliases']));
    expect(names('MATCH ()-[r:ASSERTS]->() RETURN r.')).toEqual(['polarity']);
    expect(names('MATCH (c:Claim {')).toEqual(expect.arrayContaining(['id', 'text']));
    expect(names('MATCH (c:Claim {id: $id, ')).toContain('type');
  });
  test('offers all properties where it does not know what the variable is', () => {
    expect(names('RETURN x.')).toEqual(expect.arrayContaining(['text', 'contentSha256']));
  });
  test('offers keywords, functions and the variables of the query elsewhere', () => {
    const offered = names('MATCH (claim:Claim) RET');
    expect(offered).toEqual(expect.arrayContaining(['RETURN', 'coalesce', 'claim']));
    expect(names('MATCH (n) WHERE EXISTS { MA')).toContain('MATCH');
    expect(names('CALL ')).toContain('db.index.fulltext.queryNodes');
    expect(names('CALL ')).not.toContain('RETURN');
  });
  test('offers the parameters that have a value', () => {
    expect(names('MATCH (c:Claim {id: $', undefined, ['id'])).toEqual(['id']);
  });
  test.each([
    "RETURN 'c:",
    'RETURN "it\'s :',
    '// MATCH (c:',
    '/* (c:',
    'RETURN 1.',
    'MATCH (c:Claim {id: ',
    'RETURN `c:',
  ])('offers nothing within %s', (before) => expect(names(before)).toEqual([]));
  test('goes on after a text and a comment', () => {
    expect(names("// it's\nMATCH (a {name: 'it\\'s (['})-[:")).toContain('RELAYS');
  });
  test('offers nothing that the server keeps to itself', () => {
    const all = [...names('MATCH (n:'), ...names('MATCH ()-[:'), ...names('RETURN x.')];
    for (const kept of [
      'Principal',
      'ApiKey',
      'Webhook',
      'KEY_OF',
      'BY',
      'MEANT_FOR',
      'sealedNote',
      'secretSealed',
      'key',
      'sha256',
    ])
      expect(all).not.toContain(kept);
  });
});
