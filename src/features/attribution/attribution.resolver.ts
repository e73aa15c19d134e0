import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context';
import type { At } from '../../graph/loading';
import { Agent, toAgent } from '../agent/agent.type';
import { Claim, toClaim } from '../claim/claim.type';
import { Document, DocumentVersion, toDocument, toVersion } from '../document/document.type';
import { TextSpan, toSpan } from '../span/span.type';
import { toUtterance, Utterance } from '../utterance/utterance.type';
import type { AttributionEdges } from './attribution.queries';
import { Attribution, toAttribution } from './attribution.type';

type Loaders = Context['loaders'];

@Resolver(() => Attribution)
export class AttributionResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who is credited; null where the document names nobody.' })
  async agent(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<Agent | null> {
    const [agent] = await agents(root, ({ agentId }) => (agentId === null ? [] : [agentId]), loaders);
    return agent ?? null;
  }

  @FieldResolver(() => [Agent], { description: 'For whom the credited agent speaks.' })
  onBehalfOf(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<Agent[]> {
    return agents(root, (edges) => edges.onBehalfOf, loaders);
  }

  @FieldResolver(() => [Agent], { description: 'To whom it was said.' })
  addressedTo(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<Agent[]> {
    return agents(root, (edges) => edges.addressedTo, loaders);
  }

  @FieldResolver(() => [Agent], { description: 'Relays that the wording leaves open; never hops.' })
  possiblyVia(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<Agent[]> {
    return agents(root, (edges) => edges.possiblyVia, loaders);
  }

  @FieldResolver(() => [TextSpan], { description: 'The words that it stands on, in the version where it was read.' })
  async spans(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<TextSpan[]> {
    const { id, at } = root;
    return (await loaders.span.ofAttribution.load({ id, at })).map((row) => toSpan(row, at));
  }

  @FieldResolver(() => DocumentVersion, { description: 'The version where it was read.' })
  async reportedIn(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<DocumentVersion | null> {
    const [version] = await versions(root, (edges) => [edges.reportedIn], loaders);
    return version ?? null;
  }

  @FieldResolver(() => [DocumentVersion], { description: 'Later versions that still have it.' })
  carriedIn(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<DocumentVersion[]> {
    return versions(root, (edges) => edges.carriedIn, loaders);
  }

  @FieldResolver(() => Document, { nullable: true, description: 'The statement, post or report that it cites.' })
  async viaDocument(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<Document | null> {
    const id = (await edgesOf(root, loaders))?.viaDocument;
    const row = id == null ? null : await loaders.document.byId.load({ id, at: root.at });
    return row && toDocument(row, root.at);
  }

  @FieldResolver(() => Utterance, {
    nullable: true,
    description: 'The event of saying that it reports, where that is recorded.',
  })
  async utterance(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<Utterance | null> {
    const id = (await edgesOf(root, loaders))?.utterance;
    const row = id == null ? null : await loaders.utterance.byId.load({ id, at: root.at });
    return row && toUtterance(row, root.at);
  }

  @FieldResolver(() => [Attribution], {
    description: 'The attributions that it passes on, one step nearer to the origin.',
  })
  relays(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<Attribution[]> {
    return attributions(root, (edges) => edges.relays, loaders);
  }

  @FieldResolver(() => [Attribution], {
    description: 'The attributions that pass it on, one step nearer to the outlet.',
  })
  relayedBy(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<Attribution[]> {
    return attributions(root, (edges) => edges.relayedBy, loaders);
  }

  @FieldResolver(() => [Claim], { description: 'The claims that it asserts, denies or presupposes; none for a relay.' })
  async claims(@Root() root: Attribution, @Ctx() { loaders }: Context): Promise<Claim[]> {
    const ids = (await edgesOf(root, loaders))?.claims ?? [];
    return (await all(loaders.claim.byId, ids, root.at)).map((row) => toClaim(row, root.at));
  }
}

async function edgesOf({ id, at }: Attribution, loaders: Loaders): Promise<AttributionEdges | undefined> {
  return (await loaders.attribution.edges.load({ id, at }))[0];
}

async function agents(
  root: Attribution,
  ids: (edges: AttributionEdges) => string[],
  loaders: Loaders,
): Promise<Agent[]> {
  const edges = await edgesOf(root, loaders);
  return (await all(loaders.agent.byId, edges ? ids(edges) : [], root.at)).map((row) => toAgent(row, root.at));
}

async function versions(
  root: Attribution,
  ids: (edges: AttributionEdges) => string[],
  loaders: Loaders,
): Promise<DocumentVersion[]> {
  const edges = await edgesOf(root, loaders);
  return (await all(loaders.document.versionById, edges ? ids(edges) : [], root.at)).map((row) =>
    toVersion(row, root.at),
  );
}

async function attributions(
  root: Attribution,
  ids: (edges: AttributionEdges) => string[],
  loaders: Loaders,
): Promise<Attribution[]> {
  const edges = await edgesOf(root, loaders);
  return (await all(loaders.attribution.byId, edges ? ids(edges) : [], root.at)).map((row) =>
    toAttribution(row, root.at),
  );
}

/** What the moment asked about does not know yet is left out. */
async function all<R>(
  loader: { load: (key: { id: string; at: At }) => Promise<R | null> },
  ids: string[],
  at: At,
): Promise<R[]> {
  return (await Promise.all(ids.map((id) => loader.load({ id, at })))).filter((row) => row !== null);
}
