import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { Availability } from '../../api/enums';
import { Node } from '../../api/node.type';
import { DateTime, Url } from '../../api/scalars';
import type { At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import type { DocumentNode, VersionNode } from './document.queries';

@ObjectType({
  implements: Node,
  description: 'An article, a statement, a broadcast. Its words stand in its versions.',
  simpleResolvers: true,
})
export class Document extends Node {
  @Field(() => Url, { nullable: true, description: 'Its canonical address.' })
  url!: string | null;
  @Field(() => String, { nullable: true, description: 'Its title.' })
  title!: string | null;
  @Field(() => String, { nullable: true, description: 'What kind of document: "news article", "statement".' })
  docType!: string | null;
  @Field(() => String, { nullable: true, description: 'Its language, as BCP 47.' })
  language!: string | null;
  @Field(() => Availability, { description: 'What Sayso has of it at best.' })
  availability!: ValueOf<'Availability'>;
  @Field(() => Int, { description: '1 when recorded, one more with each revision.' })
  revision!: number;

  publisherId!: string | null;
}

@ObjectType({
  implements: Node,
  description: 'The words of a document as they stood at a time.',
  simpleResolvers: true,
})
export class DocumentVersion extends Node {
  @Field(() => Int, { description: 'Its place among the versions of its document, from 1.' })
  seq!: number;
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of its text in UTF-8, exactly as the offsets of its spans count it; in hexadecimal.',
  })
  contentSha256!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When the document says that it was published.' })
  publishedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When the document says that it was changed.' })
  modifiedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When its text was taken from where it stood.' })
  retrievedAt!: Date | null;
  @Field(() => Availability, { description: 'What Sayso has of it.' })
  availability!: ValueOf<'Availability'>;

  documentId!: string;
  /** Shown to those whom `textAccess` lets see it: see the resolver. */
  heldText!: string | null;
  textAccess!: ValueOf<'TextAccess'> | null;
}

export enum TextChangeOp {
  EQUAL = 'EQUAL',
  INSERT = 'INSERT',
  DELETE = 'DELETE',
}
registerEnumType(TextChangeOp, {
  name: 'TextChangeOp',
  description: 'What became of a part of a text.',
  valuesConfig: {
    EQUAL: { description: 'It stayed.' },
    INSERT: { description: 'It was added.' },
    DELETE: { description: 'It was taken out.' },
  },
});

@ObjectType({
  description: 'A part of a text and what became of it. Offsets are UTF-16 code units.',
  simpleResolvers: true,
})
export class TextChange {
  @Field(() => TextChangeOp, { description: 'What became of it.' })
  op!: 'EQUAL' | 'INSERT' | 'DELETE';
  @Field(() => Int, { description: 'Where it begins in the text before.' })
  beforeStart!: number;
  @Field(() => Int, { description: 'Where it ends in the text before, excluded.' })
  beforeEnd!: number;
  @Field(() => Int, { description: 'Where it begins in this text.' })
  afterStart!: number;
  @Field(() => Int, { description: 'Where it ends in this text, excluded.' })
  afterEnd!: number;
  @Field(() => String, { description: 'The words.' })
  text!: string;
}

export const DocumentConnection = connectionType<Document>('Document', () => Document);
export const DocumentVersionConnection = connectionType<DocumentVersion>('DocumentVersion', () => DocumentVersion);

export function toDocument(row: DocumentNode, at: At): Document {
  return Object.assign(new Document(), row, { at });
}

export function toVersion({ text, ...row }: VersionNode, at: At): DocumentVersion {
  return Object.assign(new DocumentVersion(), row, { at, heldText: text });
}
