import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { AnchorStatus, SpanRole, Zone } from '../../api/enums';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { SpanNode } from './span.queries';

@ObjectType({
  description: 'Words in a version of a document (after the Web Annotation selectors).',
  simpleResolvers: true,
})
export class TextSpan {
  @Field(() => ID, { description: 'spn_…' })
  id!: string;
  @Field(() => SpanRole, { description: 'What these words are to the attribution.' })
  role!: ValueOf<'SpanRole'>;
  @Field(() => Int, { description: 'Which part, from 0, where the words of one role do not stand together.' })
  segment!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Where they begin, in UTF-16 code units from 0; null for an orphan.',
  })
  start!: number | null;
  @Field(() => Int, { nullable: true, description: 'Where they end, that unit excluded; null for an orphan.' })
  end!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'The words; null where the text is not held, or not for everybody to see.',
  })
  exact!: string | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 of the words in UTF-8, in hexadecimal.' })
  exactSha256!: string | null;
  @Field(() => String, { nullable: true, description: 'What stands before them: up to 32 code units.' })
  prefix!: string | null;
  @Field(() => String, { nullable: true, description: 'What stands after them: up to 32 code units.' })
  suffix!: string | null;
  @Field(() => Zone, { description: 'In which part of the document they stand.' })
  zone!: ValueOf<'Zone'>;
  @Field(() => AnchorStatus, { description: 'How surely they were found in this version.' })
  anchorStatus!: ValueOf<'AnchorStatus'>;
  @Field(() => Float, { nullable: true, description: 'How alike the words are to those sought, 0 to 1.' })
  anchorScore!: number | null;

  versionId!: string;
  at!: At;
}

/** The words of a text for members are as little for everybody as the text (docs/decisions.md). */
export function toSpan(row: SpanNode, at: At): TextSpan {
  const words = row.textAccess === 'MEMBERS' ? { exact: null, prefix: null, suffix: null } : {};
  return Object.assign(new TextSpan(), row, words, { at });
}
