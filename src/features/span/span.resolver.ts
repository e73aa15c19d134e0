import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context';
import { DocumentVersion, toVersion } from '../document/document.type';
import { maySee } from '../principal/viewer';
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

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The words; null where the text is not held, or for members and the viewer is none.',
  })
  exact(@Root() span: TextSpan, @Ctx() { viewer }: Context): string | null {
    return maySee(span.textAccess, viewer) ? span.words.exact : null;
  }
  @FieldResolver(() => String, { nullable: true, description: 'What stands before them: up to 32 code units.' })
  prefix(@Root() span: TextSpan, @Ctx() { viewer }: Context): string | null {
    return maySee(span.textAccess, viewer) ? span.words.prefix : null;
  }
  @FieldResolver(() => String, { nullable: true, description: 'What stands after them: up to 32 code units.' })
  suffix(@Root() span: TextSpan, @Ctx() { viewer }: Context): string | null {
    return maySee(span.textAccess, viewer) ? span.words.suffix : null;
  }
}
