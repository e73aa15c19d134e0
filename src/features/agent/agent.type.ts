import { Field, Int, InterfaceType, ObjectType, type ClassType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { OrganizationKind } from '../../api/enums';
import { Node } from '../../api/node.type';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { AgentNode } from './agent.queries';

@InterfaceType({
  implements: Node,
  description: 'Whoever can say something or pass it on.',
  resolveType: (agent: AgentNode) => agent.type,
})
export abstract class Agent extends Node {
  @Field(() => String, { description: 'Its name, or for an unnamed source what the document calls it.' })
  name!: string;
  @Field(() => [String], { description: 'Other names that documents use for it.' })
  aliases!: string[];
  @Field(() => Int, { description: '1 when recorded, one more with each revision.' })
  revision!: number;
}

@ObjectType({ implements: Agent, description: 'A person, named.', simpleResolvers: true })
export class Person extends Agent {}

@ObjectType({ implements: Agent, description: 'An organisation or a state.', simpleResolvers: true })
export class Organization extends Agent {
  @Field(() => OrganizationKind, { description: 'What kind of organisation it is.' })
  kind!: ValueOf<'OrganizationKind'>;
}

@ObjectType({
  implements: Agent,
  description:
    'Somebody whose name a document withholds. Belongs to that one document and is never matched with another.',
  simpleResolvers: true,
})
export class UnnamedSource extends Agent {
  @Field(() => String, { nullable: true, description: 'How the document describes it: "security official".' })
  descriptor!: string | null;
  @Field(() => String, { nullable: true, description: 'Why its name is withheld, where the document says so.' })
  anonymityReason!: string | null;
}

@ObjectType({
  implements: Agent,
  description: 'A group of sources that no organisation stands for: "state media", "residents".',
  simpleResolvers: true,
})
export class SourceGroup extends Agent {}

export const AgentConnection = connectionType<Agent>('Agent', () => Agent);

const classes: Record<AgentNode['type'], ClassType<Agent>> = { Person, Organization, UnnamedSource, SourceGroup };

export function toAgent(row: AgentNode, at: At): Agent {
  return Object.assign(new classes[row.type](), row, { at });
}
