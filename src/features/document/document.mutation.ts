import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { Availability, TextAccess } from '../../api/enums';
import { DateTime, Url } from '../../api/scalars';
import type { Context } from '../../context';
import type { ValueOf } from '../../graph/vocabulary';
import { NewAgentInput } from '../agent/agent.mutation';
import { mutate, MutationInput, payloadType, type Payload } from '../change-set/mutation';
import { saveText } from './attach-text.service';
import { recordDocument } from './document.write';
import { Document, toDocument } from './document.type';

@InputType({
  description: 'A document with a version of it. The same address, or `document`, makes it a further version.',
})
export class RecordDocumentInput extends MutationInput {
  @Field(() => Url, { nullable: true, description: 'Its address: its identity, where it has one.' })
  url?: URL | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The document that this is a further version of, where it has no address.',
  })
  document?: string | null;
  @Field(() => String, { nullable: true, description: 'Its title.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'What kind of document: "news article", "statement".' })
  docType?: string | null;
  @Field(() => String, { nullable: true, description: 'Its language, as BCP 47.' })
  language?: string | null;
  @Field(() => ID, { nullable: true, description: 'Who published it.' })
  publisher?: string | null;
  @Field(() => NewAgentInput, { nullable: true, description: 'Who published it, where that agent is not there yet.' })
  newPublisher?: NewAgentInput | null;
  @Field(() => [ID], { nullable: true, description: 'Persons who wrote it.' })
  authors?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its text, exactly as the offsets will count it (UTF-16 code units).',
  })
  text?: string | null;
  @Field(() => TextAccess, { nullable: true, description: 'Who may read the text; MEMBERS where it is not given.' })
  textAccess?: ValueOf<'TextAccess'> | null;
  @Field(() => DateTime, { nullable: true, description: 'When it says that it was published.' })
  publishedAt?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it says that it was changed.' })
  modifiedAt?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When its text was taken from where it stood.' })
  retrievedAt?: Date | null;
  @Field(() => Availability, {
    nullable: true,
    description: 'HELD with a text; without one SEEN_NOT_HELD where it is not given.',
  })
  availability?: ValueOf<'Availability'> | null;
}

@InputType({ description: 'The text of a version that was recorded without it.' })
export class AttachTextInput extends MutationInput {
  @Field(() => ID, { description: 'doc_…' })
  document!: string;
  @Field(() => ID, { nullable: true, description: 'The version; by default the one whose hash the text has.' })
  version?: string | null;
  @Field(() => String, { description: 'The text, exactly as it was read. Its hash and every span are checked.' })
  text!: string;
  @Field(() => TextAccess, { nullable: true, description: 'Who may read it; MEMBERS where it is not given.' })
  textAccess?: ValueOf<'TextAccess'> | null;
}

const RecordDocumentPayload = payloadType(
  'RecordDocument',
  'document',
  () => Document,
  'The document, with its latest version.',
);
const AttachTextPayload = payloadType('AttachText', 'document', () => Document, 'The document.');

@Resolver()
export class DocumentMutations {
  @Mutation(() => RecordDocumentPayload, {
    description: 'Records a document and a version, or a further version. CONTRIBUTOR.',
  })
  recordDocument(
    @Arg('input', () => RecordDocumentInput, { description: 'The document.' }) input: RecordDocumentInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Document>> {
    return mutate(ctx, {
      as: 'document',
      role: 'CONTRIBUTOR',
      op: 'RECORD',
      input,
      work: function recordDocumentAt(writer, { url, ...rest }: RecordDocumentInput, viewer) {
        return recordDocument(writer, { ...rest, url: url == null ? null : String(url) }, viewer);
      },
      find: findDocumentById,
    });
  }

  @Mutation(() => AttachTextPayload, { description: 'Gives a version the text that it was read from. CONTRIBUTOR.' })
  attachText(
    @Arg('input', () => AttachTextInput, { description: 'The text.' }) input: AttachTextInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Document>> {
    return mutate(ctx, {
      as: 'document',
      role: 'CONTRIBUTOR',
      op: 'ATTACH',
      input,
      work: async function attachTextTo(writer, { document, version, text, textAccess }: AttachTextInput) {
        await saveText(writer, { document, version, text, textAccess: textAccess ?? 'MEMBERS' });
        return document;
      },
      find: findDocumentById,
    });
  }
}

async function findDocumentById(id: string, { loaders }: Context): Promise<Document | null> {
  const row = await loaders.document.byId.load({ id, at: null });
  return row && toDocument(row, null);
}
