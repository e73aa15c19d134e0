import { Field, ID, ObjectType } from 'type-graphql';
import { CommentOutcome, NoticeKind } from '../../api/enums';
import { DateTime } from '../../api/scalars';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { CommentRequestNode, NoticeNode } from './correction.queries';

@ObjectType({
  description: 'What a document says of its own mending (schema.org CorrectionComment).',
  simpleResolvers: true,
})
export class CorrectionNotice {
  @Field(() => ID, { description: 'cor_…' })
  id!: string;
  @Field(() => NoticeKind, { description: 'What kind of mending.' })
  kind!: ValueOf<'NoticeKind'>;
  @Field(() => String, { nullable: true, description: 'Its words, where they are ours to keep.' })
  text!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it says that it was made.' })
  statedAt!: Date | null;
  @Field(() => Boolean, { description: 'Whether it says what was changed.' })
  specific!: boolean;

  statedInId!: string;
  correctsIds!: string[];
  introducesIds!: string[];
  at!: At;
}

@ObjectType({ description: 'That a document says that it asked somebody for comment.', simpleResolvers: true })
export class CommentRequest {
  @Field(() => ID, { description: 'cmr_…' })
  id!: string;
  @Field(() => CommentOutcome, { description: 'What came of it.' })
  outcome!: ValueOf<'CommentOutcome'>;

  madeInId!: string;
  askedIds!: string[];
  at!: At;
}

export function toNotice(row: NoticeNode, at: At): CorrectionNotice {
  const { statedIn, corrects, introduces, ...own } = row;
  const links = { statedInId: statedIn, correctsIds: corrects, introducesIds: introduces };
  return Object.assign(new CorrectionNotice(), own, links, { at });
}

export function toCommentRequest(row: CommentRequestNode, at: At): CommentRequest {
  const { madeIn, asked, ...own } = row;
  return Object.assign(new CommentRequest(), own, { madeInId: madeIn, askedIds: asked, at });
}
