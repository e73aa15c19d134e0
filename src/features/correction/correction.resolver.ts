import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context';
import { Agent, toAgent } from '../agent/agent.type';
import { Attribution, toAttribution } from '../attribution/attribution.type';
import { DocumentVersion, toVersion } from '../document/document.type';
import { Evidence, evidenceByIds } from '../relation/relation.resolver';
import type { TextSpan } from '../span/span.type';
import { CommentRequest, CorrectionNotice } from './correction.type';

@Resolver(() => CorrectionNotice)
export class CorrectionNoticeResolver {
  @FieldResolver(() => DocumentVersion, { description: 'The version that it stands in.' })
  async statedIn(
    @Root() { statedInId, at }: CorrectionNotice,
    @Ctx() { loaders }: Context,
  ): Promise<DocumentVersion | null> {
    const row = await loaders.document.versionById.load({ id: statedInId, at });
    return row && toVersion(row, at);
  }

  @FieldResolver(() => [Evidence], { description: 'The attributions and words that it corrects.' })
  corrects(
    @Root() { correctsIds, at }: CorrectionNotice,
    @Ctx() { loaders }: Context,
  ): Promise<(Attribution | TextSpan)[]> {
    return evidenceByIds(correctsIds, at, loaders);
  }

  @FieldResolver(() => [Attribution], { description: 'The attributions that came with it.' })
  async introduces(
    @Root() { introducesIds, at }: CorrectionNotice,
    @Ctx() { loaders }: Context,
  ): Promise<Attribution[]> {
    const rows = await Promise.all(introducesIds.map((id) => loaders.attribution.byId.load({ id, at })));
    return rows.flatMap((row) => (row ? [toAttribution(row, at)] : []));
  }
}

@Resolver(() => CommentRequest)
export class CommentRequestResolver {
  @FieldResolver(() => DocumentVersion, { description: 'The version that tells of it.' })
  async madeIn(@Root() { madeInId, at }: CommentRequest, @Ctx() { loaders }: Context): Promise<DocumentVersion | null> {
    const row = await loaders.document.versionById.load({ id: madeInId, at });
    return row && toVersion(row, at);
  }

  @FieldResolver(() => [Agent], { description: 'Who was asked.' })
  async asked(@Root() { askedIds, at }: CommentRequest, @Ctx() { loaders }: Context): Promise<Agent[]> {
    const rows = await Promise.all(askedIds.map((id) => loaders.agent.byId.load({ id, at })));
    return rows.flatMap((row) => (row ? [toAgent(row, at)] : []));
  }
}
