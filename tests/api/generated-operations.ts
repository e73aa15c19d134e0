import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A query of the schema, valid, made up at random: fields, aliases, arguments, fragments and directives. Some ids are
 * those of `ids` (by their first three letters), some are malformed or nobody's: what is refused is part of what is asked.
 */
export function madeUpQuery(schema: GraphQLSchema, random: () => number, ids: Map<string, string[]>): string {
  const fragments: string[] = [];
  const chance = (share: number) => random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  const idFor = (name: string): string => {
    const kinds: { [argument: string]: string } = { agent: 'agt', outlet: 'agt', publisher: 'agt', url: 'doc' };
    const all = [...ids.values()].flat();
    if (chance(0.05)) return pick(['nonsense', 'clm_00000000-0000-7000-8000-000000000000', '']);
    return pick(ids.get(kinds[name] ?? '') ?? all);
  };

  const valueOf = (arg: GraphQLArgument, field: string): string | null => {
    const named = getNamedType(arg.type);
    const list = isListType(isNonNullType(arg.type) ? arg.type.ofType : arg.type);
    const wrap = (text: string) => (list ? `[${text}]` : text);
    if (arg.name === 'first') return String(pick([1, 2, 3, chance(0.1) ? 0 : 4]));
    if (arg.name === 'after') return chance(0.1) ? '"bm90IGEgY3Vyc29y"' : null;
    if (arg.name === 'asOf') return chance(0.2) ? pick(['"2026-01-01T00:00:00Z"', '"2999-01-01T00:00:00Z"']) : null;
    if (named.name === 'ID') {
      const prefix = { claim: 'clm', agent: 'agt', document: 'doc' }[field];
      const own = ids.get(prefix ?? '');
      return wrap(JSON.stringify(own && chance(0.95) ? pick(own) : idFor(arg.name)));
    }
    if (named.name === 'String') return wrap(JSON.stringify(pick(['children', 'strike informed', '  ', 'bases'])));
    if (named.name === 'Boolean') return wrap(pick(['true', 'false']));
    if (isEnumType(named)) return wrap(pick(named.getValues()).name);
    return null;
  };

  const argsOf = (field: GraphQLField<unknown, unknown>): string => {
    const given = field.args.flatMap((arg) => {
      if (!isNonNullType(arg.type) && arg.name !== 'first' && chance(0.7)) return [];
      const value = valueOf(arg, field.name);
      return value === null ? [] : [`${arg.name}: ${value}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  };

  const selectionOf = (type: GraphQLNamedType, depth: number, oneOfSeveral = false): string => {
    if (isAbstractType(type)) {
      const on = schema
        .getPossibleTypes(type)
        .filter(() => chance(0.25))
        .map((one) => `... on ${one.name} ${selectionOf(one, depth - 1, true)}`);
      return `{ __typename ${on.join(' ')} }`;
    }
    if (!isObjectType(type)) return '';
    const fields = Object.values(type.getFields()).filter((field) => {
      const named = getNamedType(field.type);
      return isLeafType(named) ? chance(0.5) : depth > 0 && chance(depth > 3 ? 0.5 : 0.3);
    });
    const parts = fields.flatMap((field) => {
      const named = getNamedType(field.type);
      // Fields of one name that differ in arguments or type are refused: each has a name of its own.
      const alias = field.args.length > 0 || oneOfSeveral ? `${field.name}${Math.floor(random() * 1e6)}: ` : '';
      const directive = chance(0.05) ? pick([' @include(if: true)', ' @skip(if: true)', ' @include(if: false)']) : '';
      const below = isLeafType(named) ? '' : ` ${selectionOf(named, depth - 1)}`;
      return [`${alias}${field.name}${argsOf(field)}${directive}${below}`];
    });
    const body = ['__typename', ...parts].join(' ');
    if (!chance(0.15)) return `{ ${body} }`;
    const name = `F${fragments.length}`;
    fragments.push('');
    fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} { ${body} }`;
    return `{ ...${name} }`;
  };

  const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ name }) => name !== 'viewer');
  const asked = Array.from({ length: chance(0.2) ? 2 : 1 }, (_, i) => {
    const field = pick(roots);
    return `r${i}: ${field.name}${argsOf(field)} ${selectionOf(getNamedType(field.type), 4)}`;
  });
  return [`query MadeUp { ${asked.join(' ')} }`, ...fragments].join('\n');
}
