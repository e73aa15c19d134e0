import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { DateTime, Json } from '../../api/scalars';
import type { At } from '../../graph/loading';

@ObjectType({ description: 'One property that a change gave another value.', simpleResolvers: true })
export class FieldChange {
  @Field(() => String, { description: 'The property, by its name in the graph.' })
  name!: string;
  @Field(() => Json, { nullable: true, description: 'What it was; null where it was not there.' })
  before!: unknown;
  @Field(() => Json, { nullable: true, description: 'What it became; null where it is not there any more.' })
  after!: unknown;
}

@ObjectType({ description: 'One state of a node: since when, until when, and what brought it.', simpleResolvers: true })
export class Revision {
  @Field(() => Int, { description: '1 is the first state.' })
  revision!: number;
  @Field(() => DateTime, { description: 'Since when it holds or held.' })
  recordedFrom!: Date;
  @Field(() => DateTime, { nullable: true, description: 'Until when it held; null where it holds.' })
  recordedTo!: Date | null;
  @Field(() => [FieldChange], {
    description: 'What it changed against the state before; for the first state, what it began with.',
  })
  fields!: FieldChange[];

  changeSetId!: string | null;
  at!: At;
}

export const RevisionConnection = connectionType<Revision>('Revision', () => Revision);
