import fc from 'fast-check';
import type { Graph } from '../../../src/graph/graph';
import { decode, encode } from '../../../src/graph/values';
import { openTestGraph } from '../../support/graph';

const moment = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const float = fc.double({ noNaN: true }).filter((value) => !Object.is(value, -0));
const leaf = fc.oneof(fc.string(), fc.boolean(), fc.maxSafeInteger(), float, moment, fc.constant(null));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/), tie('value')),
  ),
}));

let graph: Graph;
beforeAll(() => {
  graph = openTestGraph();
});
afterAll(() => graph.close());

test('whatever goes to the driver in our types comes out of it in our types', () => {
  fc.assert(fc.property(value, (given) => expect(decode(encode(given))).toEqual(given)));
});

test('the database gives back what it got: numbers, texts, moments to the millisecond, lists, maps, nulls', async () => {
  const given = fc.sample(value, 300);
  // Neo4j keeps whole floats apart from integers and we do not: both are numbers.
  expect(await graph.command('RETURN $given AS given', { given })).toEqual([{ given }]);
});

test('a whole number is an integer to the database, so that LIMIT takes it, and any other is a float', async () => {
  const types = 'RETURN [x IN $given | valueType(x)] AS types';
  const given = [3, -3, 0, Number.MAX_SAFE_INTEGER, 2 ** 53, 0.5, 1e300];
  expect(await graph.command(types, { given })).toEqual([
    { types: [...Array<string>(4).fill('INTEGER NOT NULL'), ...Array<string>(3).fill('FLOAT NOT NULL')] },
  ]);
  expect(await graph.command('UNWIND range(1, 5) AS i RETURN i LIMIT $n', { n: 2 })).toEqual([{ i: 1 }, { i: 2 }]);
});

test('what is left out is null, also within a map', async () => {
  const given = { one: undefined, list: [undefined, 1] };
  expect(await graph.command('RETURN $given AS given, $other AS other', { given, other: undefined })).toEqual([
    { given: { one: null, list: [null, 1] }, other: null },
  ]);
});

test('a moment of the database with nanoseconds arrives with its milliseconds', async () => {
  const [row] = await graph.command("RETURN datetime('2024-01-17T17:21:00.123456789+05:00') AS moment");
  expect(row?.moment).toEqual(new Date('2024-01-17T12:21:00.123Z'));
});
