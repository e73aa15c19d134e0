import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { NoticeKind } from '../../api/enums';
import { DateTime } from '../../api/scalars';
import type { Context } from '../../context';
import type { ValueOf } from '../../graph/vocabulary';
import { SpanInput } from '../attribution/attribution.mutation';
import { mutate, MutationInput, payloadType, type Payload } from '../change-set/mutation';
import { CorrectionNotice, toNotice } from './correction.type';
import { recordCorrection } from './correction.write';

@InputType({ description: 'What a version says of the mending of its document.' })
export class RecordCorrectionInput extends MutationInput {
  @Field(() => ID, { description: 'The version that the notice stands in.' })
  documentVersion!: string;
  @Field(() => NoticeKind, { description: 'What kind of mending.' })
  kind!: ValueOf<'NoticeKind'>;
  @Field(() => String, { nullable: true, description: 'Its words.' })
  text?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it says that it was made.' })
  statedAt?: Date | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it says what was changed; taken from `corrects` where it is not given.',
  })
  specific?: boolean | null;
  @Field(() => [ID], { nullable: true, description: 'The attributions and spans that it corrects.' })
  corrects?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'The attributions that came with it.' })
  introduces?: string[] | null;
  @Field(() => [SpanInput], { nullable: true, description: 'Where the notice stands.' })
  spans?: SpanInput[] | null;
}

const RecordCorrectionPayload = payloadType('RecordCorrection', 'notice', () => CorrectionNotice, 'The notice.');

@Resolver()
export class CorrectionMutations {
  @Mutation(() => RecordCorrectionPayload, { description: 'Records a correction notice. REVIEWER.' })
  recordCorrection(
    @Arg('input', () => RecordCorrectionInput, { description: 'The notice.' }) input: RecordCorrectionInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<CorrectionNotice>> {
    return mutate(ctx, {
      as: 'notice',
      role: 'REVIEWER',
      op: 'RECORD',
      input,
      work: recordCorrection,
      find: findNotice,
    });
  }
}

async function findNotice(id: string, { loaders }: Context): Promise<CorrectionNotice | null> {
  const row = await loaders.correction.noticeById.load({ id, at: null });
  return row && toNotice(row, null);
}
