import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/**
 * The names of all fields asked for anywhere below the field that is being resolved, fragments included; with `within`,
 * only of those below a field of that name.
 */
export function namesBelow(info: GraphQLResolveInfo, within?: string): Set<string> {
  const names = new Set<string>();
  // A fragment is walked once for each side of `within` that it is spread on.
  const seen = new Set<string>();
  const walk = (set: SelectionSetNode | undefined, inside: boolean): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        if (inside) names.add(selection.name.value);
        walk(selection.selectionSet, inside || selection.name.value === within);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, inside);
      } else {
        const key = `${selection.name.value} ${inside}`;
        if (seen.has(key)) continue;
        seen.add(key);
        walk(info.fragments[selection.name.value]?.selectionSet, inside);
      }
    }
  };
  for (const field of info.fieldNodes) walk(field.selectionSet, within === undefined);
  return names;
}
