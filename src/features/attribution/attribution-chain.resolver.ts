import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context';
import { Agent, toAgent } from '../agent/agent.type';
import { Claim, toClaim } from '../claim/claim.type';
import { CorrectionNotice, toNotice } from '../correction/correction.type';
import { Document, DocumentVersion, toDocument, toVersion } from '../document/document.type';
import { AttributionChain, Hop } from './attribution-chain.type';
import { Attribution, toAttribution } from './attribution.type';
import { agentOf, attributionOf, spansOf } from './chain-values';

@Resolver(() => AttributionChain)
export class AttributionChainResolver {
  @FieldResolver(() => Claim, { description: 'The claim that it is a chain of.' })
  async claim(@Root() { claimId, at }: AttributionChain, @Ctx() { loaders }: Context): Promise<Claim | null> {
    const row = await loaders.claim.byId.load({ id: claimId, at });
    return row && toClaim(row, at);
  }

  @FieldResolver(() => Document, { description: 'The document that it stands in.' })
  async document(
    @Root() { row: { documentId }, at }: AttributionChain,
    @Ctx() { loaders }: Context,
  ): Promise<Document | null> {
    const row = await loaders.document.byId.load({ id: documentId, at });
    return row && toDocument(row, at);
  }

  @FieldResolver(() => DocumentVersion, { description: 'The version where it was read.' })
  async version(
    @Root() { row: { versionId }, at }: AttributionChain,
    @Ctx() { loaders }: Context,
  ): Promise<DocumentVersion | null> {
    const row = await loaders.document.versionById.load({ id: versionId, at });
    return row && toVersion(row, at);
  }

  @FieldResolver(() => [CorrectionNotice], { description: 'Notices that correct one of its hops, or introduce it.' })
  async notices(@Root() { row, at }: AttributionChain, @Ctx() { loaders }: Context): Promise<CorrectionNotice[]> {
    const ids = row.hops.map(([id]) => id);
    const rows = await Promise.all(ids.map((id) => loaders.correction.noticesOfAttribution.load({ id, at })));
    const once = new Map(rows.flat().map((row) => [row.id, row]));
    return [...once.values()].map((row) => toNotice(row, at));
  }
}

@Resolver(() => Hop)
export class HopResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who stands here; null where the document names nobody.' })
  agent(@Root() { agentValues, at }: Hop): Agent | null {
    return agentValues && toAgent(agentOf(agentValues), at);
  }

  @FieldResolver(() => Attribution, {
    nullable: true,
    description: 'The attribution that this hop is; null at the outlet.',
  })
  attribution(@Root() { values, agentValues, parts, at }: Hop, @Ctx() { loaders }: Context): Attribution | null {
    if (!values) return null;
    const row = attributionOf(values);
    // What came with the chain is known to the loaders from here on.
    if (parts.withSpans) loaders.span.ofAttribution.prime({ id: row.id, at }, spansOf(values));
    if (parts.withAgents && agentValues) {
      const agent = agentOf(agentValues);
      loaders.agent.byId.prime({ id: agent.id, at }, agent);
    }
    return toAttribution(row, at);
  }
}
