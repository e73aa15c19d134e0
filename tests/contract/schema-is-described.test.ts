import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { buildSchema } from '../../src/api/build-schema';

interface Described {
  at: string;
  description: string | null | undefined;
}

/** Everything of the schema that can have a description, by its place. GraphQL's own types have theirs. */
function everything(): Described[] {
  const found: Described[] = [];
  for (const type of Object.values(buildSchema().getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    // The root type needs none: every client shows its fields at once.
    if (type.name !== 'Query') found.push({ at: type.name, description: type.description });
    if (isEnumType(type)) {
      for (const { name, description } of type.getValues()) found.push({ at: `${type.name}.${name}`, description });
    }
    if (isInputObjectType(type)) {
      for (const { name, description } of Object.values(type.getFields())) {
        found.push({ at: `${type.name}.${name}`, description });
      }
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const { name, description, args } of Object.values(type.getFields())) {
        found.push({ at: `${type.name}.${name}`, description });
        for (const arg of args) found.push({ at: `${type.name}.${name}(${arg.name}:)`, description: arg.description });
      }
    }
  }
  return found;
}

const all = everything();

test('every type, field, argument, input field and enum value has a description', () => {
  expect(all.filter(({ description }) => !description?.trim()).map(({ at }) => at)).toEqual([]);
  expect(all.length).toBeGreaterThan(300);
});

test('every kind of them was counted', () => {
  const places = all.map(({ at }) => at);
  expect(places).toEqual(
    expect.arrayContaining([
      'Claim',
      'Claim.text',
      'Claim.relations(kinds:)',
      'ClaimFilter.types',
      'Polarity.DENIED',
      'Evidence',
      'DateTime',
      'Agent.claims(role:)',
    ]),
  );
  expect(new Set(places).size).toBe(places.length);
});

test('a description says more than the name, and ends as a sentence does', () => {
  expect(all.filter(({ description }) => !/\S{2,}[\s\S]*[.:?…)]$/.test(description ?? '')).map(({ at }) => at)).toEqual(
    [],
  );
});
