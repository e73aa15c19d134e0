import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { AsOf, momentOf } from '../../api/as-of';
import { Node } from '../../api/node.type';
import type { Context } from '../../context';
import { badInput } from '../../errors';
import { findNode } from './find-node';

const maximumIds = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything that has an id of its own, former facts too; null where nothing has it.',
  })
  node(
    @Arg('id', () => ID, { description: 'Three letters, an underscore, a UUID.' }) id: string,
    @AsOf() asOf: Date | null,
    @Ctx() ctx: Context,
  ): Promise<Node | null> {
    return findNode(id, momentOf(asOf), ctx.loaders);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Several at once, in the order of the ids; at most ${maximumIds}.`,
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'The ids; null stands in the place of one that nothing has.' })
    ids: string[],
    @AsOf() asOf: Date | null,
    @Ctx() ctx: Context,
  ): Promise<(Node | null)[]> {
    if (ids.length > maximumIds) throw badInput(`ids: more than ${maximumIds}.`, 'ids');
    const at = momentOf(asOf);
    return Promise.all(ids.map((id) => findNode(id, at, ctx.loaders)));
  }
}
