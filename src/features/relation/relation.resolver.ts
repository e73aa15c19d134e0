import { Arg, Args, createUnionType, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { AsOf, momentOf } from '../../api/as-of';
import { connectionType, connectList, PageArgs, type Connection, type ListOrder } from '../../api/connection';
import type { Context } from '../../context';
import type { At } from '../../graph/loading';
import { checkId, kindOf } from '../../identity';
import { Attribution, toAttribution } from '../attribution/attribution.type';
import { statesOf } from '../claim/claim.input';
import { Claim, toClaim } from '../claim/claim.type';
import { TextSpan, toSpan } from '../span/span.type';
import { ClaimRelationFilter } from './relation.input';
import { listRelations } from './relation.loaders';
import type { RelationNode } from './relation.queries';
import { ClaimRelation, ClaimRelationConnection, toRelation } from './relation.type';

const byRecorded: ListOrder<RelationNode> = {
  list: 'contradictions',
  keys: ['number', 'string'],
  position: (row) => [row.recordedFrom.getTime(), row.id],
};

@ObjectType({ description: 'A claim that another is related to, with the relation.', simpleResolvers: true })
export class RelatedClaimEdge {
  @Field(() => String, { description: 'Its place in the list: opaque.' })
  cursor!: string;
  @Field(() => Claim, { description: 'The other claim.' })
  node!: Claim;
  @Field(() => ClaimRelation, { description: 'How the two stand to each other, and why.' })
  relation!: ClaimRelation;
}
export const RelatedClaimConnection = connectionType<Claim>(
  'RelatedClaim',
  () => Claim,
  () => RelatedClaimEdge,
);

export const Evidence = createUnionType({
  name: 'Evidence',
  description: 'What a relation is based on.',
  types: () => [Attribution, TextSpan] as const,
  resolveType: (value) => (value instanceof Attribution ? Attribution : TextSpan),
});

@Resolver(() => ClaimRelation)
export class ClaimRelationResolver {
  @Query(() => ClaimRelationConnection, {
    description: 'Contradictions, the newest recorded first. Confirmed ones, unless the filter names other states.',
  })
  contradictions(
    @Arg('filter', () => ClaimRelationFilter, { nullable: true, description: 'Which contradictions.' })
    filter: ClaimRelationFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @AsOf() asOf: Date | null,
    @Ctx() { reader }: Context,
  ): Promise<Connection<ClaimRelation>> {
    const at = momentOf(asOf);
    const match = {
      kind: 'CONTRADICTS' as const,
      types: filter?.types ?? null,
      methods: filter?.methods ?? null,
      claim: filter?.claim == null ? null : checkId(filter.claim, 'Claim', 'filter.claim'),
      agent: filter?.agent == null ? null : checkId(filter.agent, 'Agent', 'filter.agent'),
      reviewStates: statesOf(filter?.reviewStates),
    };
    return connectList(
      reader,
      byRecorded,
      args,
      (page) => listRelations(match, page, at),
      (row) => toRelation(row, at),
    );
  }

  @FieldResolver(() => Claim, { description: 'The claim on the left of "left KIND right".' })
  left(@Root() { leftId, at }: ClaimRelation, @Ctx() ctx: Context): Promise<Claim | null> {
    return claimById(leftId, at, ctx);
  }

  @FieldResolver(() => Claim, { description: 'The claim on the right of "left KIND right".' })
  right(@Root() { rightId, at }: ClaimRelation, @Ctx() ctx: Context): Promise<Claim | null> {
    return claimById(rightId, at, ctx);
  }

  @FieldResolver(() => [Evidence], { description: 'The attributions and words that it is based on.' })
  async basedOn(@Root() { id, at }: ClaimRelation, @Ctx() { loaders }: Context): Promise<(Attribution | TextSpan)[]> {
    const links = await loaders.relation.evidence.load({ id, at });
    return evidenceByIds(
      links.map((link) => link.id),
      at,
      loaders,
    );
  }
}

async function claimById(id: string, at: ClaimRelation['at'], { loaders }: Context): Promise<Claim | null> {
  const row = await loaders.claim.byId.load({ id, at });
  return row && toClaim(row, at);
}

/** The attributions and spans that these ids name; what the moment asked about does not know yet is left out. */
export async function evidenceByIds(
  ids: string[],
  at: At,
  loaders: Context['loaders'],
): Promise<(Attribution | TextSpan)[]> {
  const found = await Promise.all(
    ids.map(async (id): Promise<Attribution | TextSpan | null> => {
      if (kindOf(id) === 'TextSpan') {
        const row = await loaders.span.byId.load({ id, at });
        return row && toSpan(row, at);
      }
      const row = await loaders.attribution.byId.load({ id, at });
      return row && toAttribution(row, at);
    }),
  );
  return found.filter((one) => one !== null);
}
