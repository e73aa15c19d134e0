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
  @Field(() => String, { nullable: true, description: 'SHA-256 of the words in UTF-8, in hexadecimal.' })
  exactSha256!: string | null;
  @Field(() => Zone, { description: 'In which part of the document they stand.' })
  zone!: ValueOf<'Zone'>;
  @Field(() => AnchorStatus, { description: 'How surely they were found in this version.' })
  anchorStatus!: ValueOf<'AnchorStatus'>;
  @Field(() => Float, { nullable: true, description: 'How alike the words are to those sought, 0 to 1.' })
  anchorScore!: number | null;

  versionId!: string;
  /** Shown to those whom `textAccess` lets see them: see the resolver. */
  words!: { exact: string | null; prefix: string | null; suffix: string | null };
  textAccess!: ValueOf<'TextAccess'> | null;
  at!: At;
}

export function toSpan({ exact, prefix, suffix, ...row }: SpanNode, at: At): TextSpan {
  return Object.assign(new TextSpan(), row, { words: { exact, prefix, suffix }, at });
}
