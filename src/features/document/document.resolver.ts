import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { AsOf, momentOf } from '../../api/as-of';
import { afterId, connectBelow, connectList, PageArgs, type Connection, type ListOrder } from '../../api/connection';
import { Url } from '../../api/scalars';
import { startBelow } from '../../api/start-below';
import type { Context } from '../../context';
import { badInput } from '../../errors';
import type { Page } from '../../graph/page';
import { canonicalUrl, checkId } from '../../identity';
import { Agent, Person, toAgent } from '../agent/agent.type';
import type { AttributionNode } from '../attribution/attribution.queries';
import { AttributionConnection, toAttribution, type Attribution } from '../attribution/attribution.type';
import type { ClaimNode } from '../claim/claim.queries';
import { ClaimConnection, toClaim, type Claim } from '../claim/claim.type';
import { CommentRequest, CorrectionNotice, toCommentRequest, toNotice } from '../correction/correction.type';
import { maySee } from '../principal/viewer';
import { TextSpan, toSpan } from '../span/span.type';
import { DocumentFilter } from './document.input';
import { findDocument, listDocuments } from './document.loaders';
import type { DocumentNode, VersionNode } from './document.queries';
import {
  Document,
  DocumentConnection,
  DocumentVersion,
  DocumentVersionConnection,
  TextChange,
  toDocument,
  toVersion,
} from './document.type';
import { diffTexts } from './text-diff';

const byRecorded: ListOrder<DocumentNode> = {
  list: 'documents',
  keys: ['number', 'string'],
  position: (row) => [row.recordedFrom.getTime(), row.id],
};
const versionsBySeq: ListOrder<VersionNode & { parentId: string }> = {
  list: 'document.versions',
  keys: ['number'],
  position: (row) => [row.seq],
};
const claimsById: ListOrder<ClaimNode & { parentId: string }> = {
  list: 'document.claims',
  keys: ['string'],
  position: (row) => [row.id],
};
const attributionsById: ListOrder<AttributionNode & { parentId: string }> = {
  list: 'version.attributions',
  keys: ['string'],
  position: (row) => [row.id],
};

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => Document, {
    nullable: true,
    description: 'A document by id or by address: exactly one of the two. Null where nothing has it.',
  })
  async document(
    @Arg('id', () => ID, { nullable: true, description: 'doc_…' }) id: string | null,
    @Arg('url', () => Url, {
      nullable: true,
      description: 'Its address; tracking parameters and the like do not matter.',
    })
    url: URL | null,
    @AsOf() asOf: Date | null,
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Document | null> {
    const at = momentOf(asOf);
    if ((id == null) === (url == null)) throw badInput('document: give exactly one of id and url.');
    if (id == null) {
      const found = await findDocument(ctx.reader, canonicalUrl(String(url)), at);
      return found && toDocument(found, at);
    }
    const key = { id: checkId(id, 'Document'), at };
    startBelow(info, key, ctx);
    const row = await ctx.loaders.document.byId.load(key);
    return row && toDocument(row, at);
  }

  @Query(() => DocumentConnection, { description: 'Documents, the newest recorded first.' })
  documents(
    @Arg('filter', () => DocumentFilter, { nullable: true, description: 'Which documents.' })
    filter: DocumentFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @AsOf() asOf: Date | null,
    @Ctx() { reader }: Context,
  ): Promise<Connection<Document>> {
    const at = momentOf(asOf);
    const publisher = filter?.publisher == null ? null : checkId(filter.publisher, 'Agent', 'filter.publisher');
    const match = {
      docTypes: filter?.docTypes ?? null,
      language: filter?.language ?? null,
      availabilities: filter?.availabilities ?? null,
    };
    return connectList(
      reader,
      byRecorded,
      args,
      (page) => listDocuments(match, publisher, page, at),
      (row) => toDocument(row, at),
    );
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who published it: hop 0 of its chains.' })
  async publisher(@Root() { publisherId, at }: Document, @Ctx() { loaders }: Context): Promise<Agent | null> {
    const row = publisherId === null ? null : await loaders.agent.byId.load({ id: publisherId, at });
    return row && toAgent(row, at);
  }

  @FieldResolver(() => [Person], { description: 'Who wrote it, where it says so.' })
  async authors(@Root() { id, at }: Document, @Ctx() { loaders }: Context): Promise<Person[]> {
    return (await loaders.document.authors.load({ id, at })).map((row) => toAgent(row, at));
  }

  @FieldResolver(() => DocumentVersionConnection, { description: 'Its versions, the first first.' })
  versions(
    @Root() { id, at }: Document,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<DocumentVersion>> {
    const afterSeq = (page: Page) => ({ afterSeq: (page.after?.[0] as number | undefined) ?? 0 });
    return connectBelow(loaders.document.versions, versionsBySeq, args, { id, at }, afterSeq, (row) =>
      toVersion(row, at),
    );
  }

  @FieldResolver(() => DocumentVersion, { nullable: true, description: 'Its latest version.' })
  async latestVersion(@Root() { id, at }: Document, @Ctx() { loaders }: Context): Promise<DocumentVersion | null> {
    const [row] = await loaders.document.latestVersion.load({ id, at });
    return row ? toVersion(row, at) : null;
  }

  @FieldResolver(() => ClaimConnection, {
    description: 'The confirmed claims that it carries in a confirmed attribution.',
  })
  claims(
    @Root() { id, at }: Document,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Claim>> {
    return connectBelow(loaders.claim.ofDocument, claimsById, args, { id, at }, afterId, (row) => toClaim(row, at));
  }

  @FieldResolver(() => [CorrectionNotice], { description: 'What it says of its own mending.' })
  async notices(@Root() { id, at }: Document, @Ctx() { loaders }: Context): Promise<CorrectionNotice[]> {
    return (await loaders.correction.noticesOfDocument.load({ id, at })).map((row) => toNotice(row, at));
  }

  @FieldResolver(() => [CommentRequest], { description: 'Whom it says that it asked for comment.' })
  async commentRequests(@Root() { id, at }: Document, @Ctx() { loaders }: Context): Promise<CommentRequest[]> {
    return (await loaders.correction.commentRequestsOfDocument.load({ id, at })).map((row) =>
      toCommentRequest(row, at),
    );
  }
}

@Resolver(() => DocumentVersion)
export class DocumentVersionResolver {
  @FieldResolver(() => Document, { description: 'The document that it is a version of.' })
  async document(@Root() { documentId, at }: DocumentVersion, @Ctx() { loaders }: Context): Promise<Document | null> {
    const row = await loaders.document.byId.load({ id: documentId, at });
    return row && toDocument(row, at);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Its text; null where it is not held, or for members and the viewer is none.',
  })
  text(@Root() { heldText, textAccess }: DocumentVersion, @Ctx() { viewer }: Context): string | null {
    return maySee(textAccess, viewer) ? heldText : null;
  }

  @FieldResolver(() => [TextChange], {
    nullable: true,
    description:
      'What changed in its text against the version before; null where one of the two is not held, or not for the viewer.',
  })
  async diff(
    @Root() { documentId, seq, heldText, textAccess, at }: DocumentVersion,
    @Ctx() { loaders, viewer }: Context,
  ): Promise<TextChange[] | null> {
    if (seq === 1 || heldText === null || !maySee(textAccess, viewer)) return null;
    const [before] = await loaders.document.versions.rows.load({ id: documentId, at, afterSeq: seq - 2, limit: 1 });
    if (before?.seq !== seq - 1 || before.text === null || !maySee(before.textAccess, viewer)) return null;
    return diffTexts(before.text, heldText).map((change) => Object.assign(new TextChange(), change));
  }

  @FieldResolver(() => [TextSpan], {
    description: 'Places in it of words of the version before that are only similar: each waits for a decision.',
  })
  async undecidedSpans(@Root() { id, at }: DocumentVersion, @Ctx() { loaders }: Context): Promise<TextSpan[]> {
    return (await loaders.span.undecided.load({ id, at })).map((row) => toSpan(row, at));
  }

  @FieldResolver(() => AttributionConnection, { description: 'The confirmed attributions that were read in it.' })
  attributions(
    @Root() { id, at }: DocumentVersion,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Attribution>> {
    const toNode = (row: AttributionNode) => toAttribution(row, at);
    return connectBelow(loaders.attribution.ofVersion, attributionsById, args, { id, at }, afterId, toNode);
  }
}
