import { readFileSync } from 'node:fs';
import { Kind, parse, print, visit, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { fromRoot } from '../../src/root';

export const provenanceExample = (): string =>
  readFileSync(fromRoot('schema/operations/01-provenance.graphql'), 'utf8');

/** What the provenance example asks of its claim, with `first` given to every list in it. */
export function provenanceSelection(first: number): string {
  const page = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'first' },
    value: { kind: Kind.INT, value: String(first) },
  } as const;
  const document = visit(parse(provenanceExample()), {
    Field: {
      leave: (field): FieldNode => {
        const inner = field.selectionSet?.selections.some(
          (one) => one.kind === Kind.FIELD && ['nodes', 'edges'].includes(one.name.value),
        );
        return inner ? { ...field, arguments: [...(field.arguments ?? []), page] } : field;
      },
    },
  });
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const claim = operation?.selectionSet.selections[0];
  if (claim?.kind !== Kind.FIELD || !claim.selectionSet) throw new Error('The provenance example asks no claim first.');
  return print(claim.selectionSet);
}
