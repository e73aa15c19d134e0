import { isEnumType } from 'graphql';
import { buildSchema } from '../../src/api/build-schema';
import { enums } from '../../src/graph/vocabulary';

const inSchema = new Map(
  Object.values(buildSchema().getTypeMap()).flatMap((type) =>
    isEnumType(type) && !type.name.startsWith('__') ? [[type.name, type.getValues().map(({ name }) => name)]] : [],
  ),
);
// Every closed list of the graph can be asked for.
const notInSchema: string[] = [];
// An order of a list, which is no name of the graph.
const notInVocabulary = ['ClaimOrder', 'Role', 'TextChangeOp', 'UserErrorCode'];

const shared = Object.entries(enums).filter(([name]) => !notInSchema.includes(name));

test.each(shared)('%s has the values of the vocabulary', (name, values) => {
  expect(inSchema.get(name)).toEqual([...values]);
});

test('the two have the same enums but for those named here', () => {
  expect([...inSchema.keys()].filter((name) => !(name in enums)).sort()).toEqual(notInVocabulary);
  expect(
    Object.keys(enums)
      .filter((name) => !inSchema.has(name))
      .sort(),
  ).toEqual([...notInSchema].sort());
  expect(shared.length).toBeGreaterThan(15);
});
