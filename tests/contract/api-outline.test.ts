import { existsSync, readFileSync } from 'node:fs';
import {
  buildSchema as parseSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLOutputType,
  type InputValueDefinitionNode,
  type TypeNode,
} from 'graphql';
import { buildSchema } from '../../src/api/build-schema';
import { fromRoot } from '../../src/root';

/** The outline that clients were promised. It is not part of this repository: where it is not beside it, nothing is compared. */
const path = fromRoot('..', 'shared', 'design', 'api.graphql');
const outline = existsSync(path) ? readFileSync(path, 'utf8') : null;

// What comes with writing, after the API that reads (issue 4, section 4).
const laterTypes: string[] = [];
const laterFields: string[] = [];
const laterArguments: string[] = [];

const schema = buildSchema();
const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

/** Whether whoever reads the promised type can read ours: the same but that ours may promise more (`!`). */
function keeps(promised: TypeNode, ours: GraphQLOutputType | string): boolean {
  const text = String(ours);
  if (promised.kind === Kind.NON_NULL_TYPE) return text.endsWith('!') && keeps(promised.type, text.slice(0, -1));
  const bare = text.replace(/!$/, '');
  if (promised.kind === Kind.LIST_TYPE) return /^\[.*\]$/.test(bare) && keeps(promised.type, bare.slice(1, -1));
  return bare === promised.name.value;
}

/** Whether an argument may be given, or left out, as promised. */
function takes(promised: InputValueDefinitionNode, ours: GraphQLArgument): boolean {
  const mayBeLeftOut = promised.type.kind !== Kind.NON_NULL_TYPE;
  const needed = String(ours.type).endsWith('!') && ours.defaultValue === undefined;
  return !(mayBeLeftOut && needed) && String(ours.type).replaceAll('!', '') === printed(promised.type);
}
const printed = (type: TypeNode): string =>
  type.kind === Kind.NON_NULL_TYPE
    ? printed(type.type)
    : type.kind === Kind.LIST_TYPE
      ? `[${printed(type.type)}]`
      : type.name.value;

function faultOf(typeName: string, field: FieldDefinitionNode): string | null {
  const type = schema.getType(typeName);
  const place = `${typeName}.${field.name.value}`;
  const ours = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
  if (!ours) return `${place} is not there`;
  if (!keeps(field.type, ours.type)) return `${place} is ${String(ours.type)}, promised was ${printed(field.type)}`;
  for (const argument of field.arguments ?? []) {
    if (laterArguments.includes(argument.name.value)) continue;
    const own = ours.args.find(({ name }) => name === argument.name.value);
    if (!own) return `${place}(${argument.name.value}:) is not there`;
    if (!takes(argument, own)) return `${place}(${argument.name.value}:) is ${String(own.type)}`;
  }
  return null;
}

const definitions = outline === null ? [] : parse(outline).definitions;

describe('the comparison itself', () => {
  const type = (text: string) => {
    const [definition] = parse(`type T { f: ${text} }`).definitions;
    if (definition?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error('Not a type.');
    return definition.fields![0]!.type;
  };
  test.each([
    ['String', 'String', true],
    ['String', 'String!', true],
    ['String!', 'String', false],
    ['[Claim]!', '[Claim!]!', true],
    ['[Claim!]!', '[Claim]!', false],
    ['[Claim!]!', '[Claim!]', false],
    ['Claim', '[Claim]', false],
    ['[Claim]', 'Claim', false],
    ['String', 'ID', false],
  ])('whoever was promised %s may get %s: %s', (promised, ours, kept) => {
    expect(keeps(type(promised), ours)).toBe(kept);
  });

  test('sees a field that is missing, and a type that is another', () => {
    const [definition] = parse('type Claim { nothing: String text: Int! id: ID! }').definitions;
    if (definition?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error('Not a type.');
    expect(definition.fields!.map((field) => faultOf('Claim', field))).toEqual([
      'Claim.nothing is not there',
      'Claim.text is String!, promised was Int',
      null,
    ]);
    expect(parseSchema('type Query { a: Int }').getQueryType()?.name).toBe('Query');
  });
});

const promised = definitions.flatMap((definition) =>
  (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
  !laterTypes.includes(definition.name.value)
    ? [definition]
    : [],
);

(outline === null ? describe.skip : describe)('the outline of the API', () => {
  test('has what is compared', () => {
    expect(promised.length).toBeGreaterThanOrEqual(15);
    expect(promised.flatMap((definition) => definition.fields ?? []).length).toBeGreaterThan(100);
  });

  test.each(promised.map((definition) => [definition.name.value, definition] as const))(
    '%s has every field as it was promised',
    (name, definition) => {
      const faults = (definition.fields ?? [])
        .filter((field) => !laterFields.includes(`${name}.${field.name.value}`))
        .map((field) => faultOf(name, field));
      expect(faults.filter((fault) => fault !== null)).toEqual([]);
      const ours = schema.getType(name);
      const interfaces = isObjectType(ours) || isInterfaceType(ours) ? ours.getInterfaces().map(String) : [];
      expect(interfaces).toEqual(expect.arrayContaining((definition.interfaces ?? []).map((one) => one.name.value)));
    },
  );

  test('unions have the members that they were promised', () => {
    const unions = definitions.flatMap((one) => (one.kind === Kind.UNION_TYPE_DEFINITION ? [one] : []));
    expect(unions.map((one) => one.name.value)).toEqual(['Evidence']);
    const ours = schema.getType('Evidence');
    const members = isUnionType(ours) ? ours.getTypes().map(String) : [];
    expect(members.sort()).toEqual(unions[0]!.types!.map((one) => one.name.value).sort());
  });

  test('what comes later is not there yet: then it is compared too', () => {
    const all = definitions.flatMap((one) => ('name' in one && one.name ? [one.name.value] : []));
    expect(laterTypes.filter((name) => !all.includes(name))).toEqual([]);
    expect(laterTypes.filter((name) => schema.getType(name))).toEqual([]);
    const there = laterFields.filter((place) => {
      const [type = '', field = ''] = place.split('.');
      const ours = schema.getType(type);
      return isObjectType(ours) && field in ours.getFields();
    });
    expect(there).toEqual([]);
  });

  test('connections that are named have nodes, edges, pageInfo and totalCount', () => {
    const names = new Set(
      promised.flatMap((one) =>
        (one.fields ?? [])
          .filter((field) => !laterFields.includes(`${one.name.value}.${field.name.value}`))
          .map((field) => nameOf(field.type))
          .filter((name) => name.endsWith('Connection')),
      ),
    );
    expect(names.size).toBeGreaterThan(8);
    for (const name of names) {
      const ours = schema.getType(name);
      const fields = isObjectType(ours) ? ours.getFields() : {};
      expect([name, Object.keys(fields).sort()]).toEqual([name, ['edges', 'nodes', 'pageInfo', 'totalCount']]);
      expect(String(fields.totalCount?.type)).toBe('Int');
    }
  });
});

// These stand in a comment of the outline.
test.each([
  ['Person', []],
  ['Organization', ['kind']],
  ['UnnamedSource', ['descriptor', 'affiliatedWith', 'anonymityReason', 'document']],
  ['SourceGroup', []],
])('%s is an agent with what only it has: %j', (name, own) => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no type.`);
  expect(type.getInterfaces().map(String).sort()).toEqual(['Agent', 'Node']);
  expect(Object.keys(type.getFields())).toEqual(expect.arrayContaining([...own, 'id', 'name', 'aliases', 'claims']));
});
