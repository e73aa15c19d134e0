import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context';
import { DocumentVersion, toVersion } from '../document/document.type';
import { TextSpan, toSpan } from './span.type';

@Resolver(() => TextSpan)
export class TextSpanResolver {
  @FieldResolver(() => DocumentVersion, { description: 'The version whose text the offsets count.' })
  async version(@Root() { versionId, at }: TextSpan, @Ctx() { loaders }: Context): Promise<DocumentVersion | null> {
    const row = await loaders.document.versionById.load({ id: versionId, at });
    return row && toVersion(row, at);
  }

  @FieldResolver(() => [TextSpan], { description: 'Its places in later versions.' })
  async laterPlaces(@Root() { id, at }: TextSpan, @Ctx() { loaders }: Context): Promise<TextSpan[]> {
    return (await loaders.span.laterPlaces.load({ id, at })).map((row) => toSpan(row, at));
  }
}
