import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { defaultPageSize } from '../graph/page';

/** What one request may ask for. All of it is checked before anything runs, fragments counted as if written out. */
export const limits = {
  /** Bytes of a request's body. */
  body: 256 * 1024,
  /** Tokens of the query's text. */
  tokens: 4_000,
  /** Levels of fields within fields. */
  depth: 20,
  /** Fields that carry an alias. */
  aliases: 50,
  /** Objects that the lists may give: the product of `first` along lists within lists, summed over lists side by side. */
  cost: 10_000,
};

/**
 * The first limit that an operation passes, as the error for its client; null where it keeps them all. The cost of a
 * fragment is reckoned once however often it is spread, so that the reckoning itself cannot be made to cost.
 */
export function checkLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): GraphQLError | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const root = schema.getRootType(operation.operation) ?? null;
  const measure = new Measure(schema, fragments, { ...defaultsOf(operation), ...variables }).of(
    operation.selectionSet,
    root,
  );
  const refuse = (message: string) =>
    new GraphQLError(message, { extensions: { code: 'COST_LIMIT', http: { status: 400 } } });
  if (measure.depth > limits.depth)
    return refuse(`The query is ${measure.depth} levels deep; at most ${limits.depth} are allowed.`);
  if (measure.aliases > limits.aliases)
    return refuse(`The query has ${measure.aliases} aliases; at most ${limits.aliases} are allowed.`);
  if (measure.cost > limits.cost) {
    return refuse(
      `The query may give ${measure.cost} objects (the product of "first" along its lists, ${defaultPageSize} where it is ` +
        `not given); at most ${limits.cost} are allowed. Ask for smaller pages.`,
    );
  }
  return null;
}

/** What a variable is where the request gives none. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const given = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return Object.fromEntries(given);
}

interface Size {
  depth: number;
  aliases: number;
  cost: number;
}

class Measure {
  private readonly ofFragment = new Map<string, Size>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Map<string, FragmentDefinitionNode>,
    private readonly variables: Record<string, unknown>,
  ) {}

  of(set: SelectionSetNode, parent: GraphQLNamedType | null): Size {
    const size: Size = { depth: 0, aliases: 0, cost: 0 };
    for (const selection of set.selections) {
      const part =
        selection.kind === Kind.FIELD
          ? this.field(selection, parent)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? this.of(selection.selectionSet, this.narrowed(selection.typeCondition?.name.value, parent))
            : this.spread(selection.name.value);
      size.depth = Math.max(size.depth, part.depth);
      size.aliases += part.aliases;
      size.cost += part.cost;
    }
    return size;
  }

  private field(field: FieldNode, parent: GraphQLNamedType | null): Size {
    const definition =
      parent && (isObjectType(parent) || isInterfaceType(parent)) ? parent.getFields()[field.name.value] : undefined;
    const type = definition ? getNamedType(definition.type) : null;
    const below = field.selectionSet
      ? this.of(field.selectionSet, isCompositeType(type) ? type : null)
      : { depth: 0, aliases: 0, cost: 0 };
    const takes = (name: string) => definition?.args.some((arg) => arg.name === name) ?? false;
    const members = takes('first') ? this.first(field) : takes('ids') ? this.members(field) : null;
    return {
      depth: below.depth + 1,
      aliases: below.aliases + (field.alias ? 1 : 0),
      cost: members === null ? below.cost : members * Math.max(1, below.cost),
    };
  }

  /** A page size that the list itself will refuse counts as one: the refusal is then its own, and clearer. */
  private first(field: FieldNode): number {
    const given = this.argument(field, 'first');
    return typeof given === 'number' ? Math.max(1, given) : defaultPageSize;
  }

  /** `nodes(ids:)` gives as many as it is given. */
  private members(field: FieldNode): number {
    const ids = this.argument(field, 'ids');
    return Array.isArray(ids) ? Math.max(1, ids.length) : 1;
  }

  private argument(field: FieldNode, name: string): unknown {
    const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.VARIABLE) return this.variables[value.name.value];
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.LIST) return value.values;
    return undefined;
  }

  private spread(name: string): Size {
    const known = this.ofFragment.get(name);
    if (known) return known;
    const fragment = this.fragments.get(name);
    // Validation has refused circles already; the zero only keeps this from trusting that.
    this.ofFragment.set(name, { depth: 0, aliases: 0, cost: 0 });
    const size = fragment
      ? this.of(fragment.selectionSet, this.narrowed(fragment.typeCondition.name.value, null))
      : { depth: 0, aliases: 0, cost: 0 };
    this.ofFragment.set(name, size);
    return size;
  }

  private narrowed(name: string | undefined, parent: GraphQLNamedType | null): GraphQLNamedType | null {
    const type = name === undefined ? parent : (this.schema.getType(name) ?? null);
    return type && (isObjectType(type) || isInterfaceType(type) || isUnionType(type)) ? type : null;
  }
}
