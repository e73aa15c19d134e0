import { Field, ID, InterfaceType } from 'type-graphql';
import type { At } from '../graph/loading';

@InterfaceType({
  description: 'Whatever has an id of its own and can be asked for by it.',
  autoRegisterImplementations: true,
  // A class bears the name of its GraphQL type. type-graphql's own way does not see a Node behind another interface.
  resolveType: (node: Node) => node.constructor.name,
})
export abstract class Node {
  @Field(() => ID, { description: 'Its id: three letters that tell the kind, an underscore, a UUID. Stays for ever.' })
  id!: string;

  /** The moment asked about; what is below it in an answer is of the same moment. */
  at!: At;
}
