import {
  getArgumentValues,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';
import type { At } from '../graph/loading';

/**
 * Asks for what stands below a node before the node itself has come: what its fields load hangs on its id and moment
 * alone, so that it travels in the node's own wave. The answers stay in the loaders, where the fields find them; a field
 * that fails here fails again, and is told, when its turn comes. Where nothing has the id, they find nothing.
 */
export function startBelow(info: GraphQLResolveInfo, node: { id: string; at: At }, context: unknown): void {
  const { schema, fragments, variableValues, fieldNodes } = info;
  const named = getNamedType(info.returnType);
  // The fields of an interface load the same below each of its types.
  const type = isInterfaceType(named) ? schema.getPossibleTypes(named)[0] : named;
  if (!isObjectType(type) || (type !== named && fieldNodes.some(hasFragments))) return;
  for (const [key, nodes] of collectSubfields(schema, fragments, variableValues, type, fieldNodes)) {
    const path = { prev: info.path, key, typename: type.name };
    startField(type, nodes, { ...info, path, parentType: type }, onlyOf(node), context);
  }
}

function startField(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
  node: object,
  context: unknown,
): void {
  const [first] = nodes;
  const field = first && type.getFields()[first.name.value];
  if (!first || !field?.resolve) return;
  const quietly = (): void => undefined;
  try {
    const args = getArgumentValues(field, first, info.variableValues);
    const own = { ...info, fieldName: field.name, fieldNodes: nodes, returnType: field.type };
    const result: unknown = field.resolve(node, args, context, own);
    if (result instanceof Promise) result.catch(quietly);
  } catch {
    quietly();
  }
}

/** A field that needs more of the node than is known has to wait: it stops at the first such property, `then` aside. */
const onlyOf = <T extends object>(node: T): T =>
  new Proxy(node, {
    get: (known, name) => {
      if (!(name in known) && name !== 'then') throw new Error(`${String(name)} is not known yet.`);
      return known[name as keyof T];
    },
  });

/** A fragment may be on one type of several: it is not known yet which one the node is of. */
const hasFragments = ({ selectionSet }: FieldNode) =>
  selectionSet?.selections.some((selection) => selection.kind !== Kind.FIELD) ?? false;
