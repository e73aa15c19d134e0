import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { Disclosure, QuoteType, ReviewState } from '../../api/enums';
import { Node } from '../../api/node.type';
import { DateTime } from '../../api/scalars';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { AttributionNode } from './attribution.queries';

@ObjectType({
  implements: Node,
  description: 'One act of crediting a claim to somebody in a document; a fact about that document, and never changed.',
  simpleResolvers: true,
})
export class Attribution extends Node {
  @Field(() => QuoteType, { nullable: true, description: 'How the words are given; null for a relay and a narrator.' })
  quoteType!: ValueOf<'QuoteType'> | null;
  @Field(() => Disclosure, { description: 'How far the document discloses who says so.' })
  disclosure!: ValueOf<'Disclosure'>;
  @Field(() => String, { nullable: true, description: 'The words that attribute: "said".' })
  cue!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What was done in saying it, where the cue tells: ACCUSE, URGE.',
  })
  speechAct!: string | null;
  @Field(() => String, { nullable: true, description: 'The office or description that the document uses.' })
  describedAs!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'When it was said, as EDTF; neither when published nor when recorded.',
  })
  saidAt!: string | null;
  @Field(() => String, { nullable: true, description: 'By what means: "written statement".' })
  medium!: string | null;
  @Field(() => String, { nullable: true, description: 'On what occasion.' })
  setting!: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'How sure it is who is credited and how far, 0 to 1; null where undoubted.',
  })
  scopeCertainty!: number | null;
  @Field(() => Boolean, { description: 'Whether the words stand so although they look like a slip.' })
  sic!: boolean;
  @Field(() => String, { nullable: true, description: "The reader's note." })
  note!: string | null;
  @Field(() => ReviewState, { description: 'Whether the record is confirmed.' })
  reviewState!: ValueOf<'ReviewState'>;
  @Field(() => Int, { description: '1 when recorded, one more with each decision.' })
  revision!: number;
  @Field(() => DateTime, { description: 'When Sayso recorded it.' })
  recordedFrom!: Date;
  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when it is a former one: retracted or superseded. Null while it holds.',
  })
  recordedTo!: Date | null;
}

export const AttributionConnection = connectionType<Attribution>('Attribution', () => Attribution);

export function toAttribution(row: AttributionNode, at: At): Attribution {
  return Object.assign(new Attribution(), row, { at });
}
