require('reflect-metadata');
const { Arg, Ctx, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } = require('type-graphql');

// Decorators as TypeScript would apply them, so that this runs as it stands: `type` is a class with @ObjectType() and a
// @Field() for each property, `resolver` a class with @Resolver() whose methods have the decorators given for them.

/** @param {Record<string, [type: () => unknown, options?: object]>} fields */
function type(name, fields) {
  const Class = { [name]: class {} }[name];
  for (const [field, [of, options]] of Object.entries(fields)) Field(of, options)(Class.prototype, field);
  ObjectType()(Class);
  return Class;
}

/** @param {Record<string, { method: Function, parameters: Function[] }>} methods */
function resolver(Class, of, methods) {
  for (const [name, { method, parameters }] of Object.entries(methods)) {
    parameters.forEach((parameter, index) => parameter(Class.prototype, name, index));
    method(Class.prototype, name, Object.getOwnPropertyDescriptor(Class.prototype, name));
  }
  Resolver(of)(Class);
  return Class;
}

const nullable = { nullable: true };
const first = (defaultValue) => Arg('first', () => Int, { defaultValue });

const Agent = type('Agent', { id: [() => ID], name: [() => String] });
const TextSpan = type('TextSpan', {
  role: [() => String],
  start: [() => Int, nullable],
  end: [() => Int, nullable],
  exact: [() => String, nullable],
});
const Attribution = type('Attribution', {
  id: [() => ID],
  disclosure: [() => String],
  quoteType: [() => String, nullable],
  cue: [() => String, nullable],
});
const Hop = type('Hop', {
  position: [() => Int],
  role: [() => String],
  agent: [() => Agent, nullable],
  attribution: [() => Attribution, nullable],
});
const AttributionChain = type('AttributionChain', {
  text: [() => String],
  length: [() => Int],
  anonymous: [() => Boolean],
  inLatestVersion: [() => Boolean],
  hops: [() => [Hop]],
});
const AttributionChainConnection = type('AttributionChainConnection', { nodes: [() => [AttributionChain]] });
const OriginSummary = type('OriginSummary', {
  distinctKnown: [() => Int],
  unnamed: [() => Int],
  unknown: [() => Int],
  chains: [() => Int],
  documents: [() => Int],
});
const Claim = type('Claim', { id: [() => ID], text: [() => String], type: [() => String] });
const ClaimConnection = type('ClaimConnection', { nodes: [() => [Claim]] });
const ClaimRelation = type('ClaimRelation', { types: [() => [String]], rationale: [() => String, nullable] });
const RelatedClaimEdge = type('RelatedClaimEdge', { relation: [() => ClaimRelation], node: [() => Claim] });
const RelatedClaimConnection = type('RelatedClaimConnection', { edges: [() => [RelatedClaimEdge]] });
const Rating = type('Rating', { ratingValue: [() => Float, nullable], alternateName: [() => String, nullable] });
const Review = type('Review', {
  url: [() => String, nullable],
  author: [() => Agent, nullable],
  rating: [() => Rating, nullable],
});
const ReviewConnection = type('ReviewConnection', { nodes: [() => [Review]] });

/** A row of the chains' loader as the API shows it: the outlet is hop 0, but for a narrator's chain. */
function toChain({ attributions, publisher, anonymous, inLatestVersion }) {
  const narrated = attributions.length === 1 && attributions[0].disclosure === 'OWN_VOICE';
  const attributed = attributions.map((attribution) => ({ agent: attribution.agent, attribution }));
  const hops = narrated ? attributed : [{ agent: publisher, attribution: null }, ...attributed];
  const last = hops.length - 1;
  return {
    text: hops
      .map(({ agent, attribution }) => agent?.name ?? (attribution ? 'source not stated' : 'publisher not known'))
      .join(' ← '),
    length: hops.length,
    anonymous,
    inLatestVersion,
    hops: hops.map((hop, position) => ({
      ...hop,
      position,
      role: position === last ? 'ORIGIN' : position === 0 ? 'OUTLET' : 'RELAY',
    })),
  };
}

const ClaimResolver = resolver(
  class ClaimResolver {
    claim(id, { loaders }) {
      return loaders.claim.load(id);
    }
    async claims(first, { loaders }) {
      return { nodes: await loaders.newestClaims(first) };
    }
    async attributionChains(claim, first, { loaders }) {
      return { nodes: (await loaders.chains(first).load(claim.id)).map(toChain) };
    }
    origins(claim, { loaders }) {
      return loaders.origins.load(claim.id);
    }
    async contradictions(claim, { loaders }) {
      return { edges: await loaders.contradictions.load(claim.id) };
    }
    async reviews(claim, { loaders }) {
      return { nodes: await loaders.reviews.load(claim.id) };
    }
  },
  () => Claim,
  {
    claim: { method: Query(() => Claim, nullable), parameters: [Arg('id', () => ID), Ctx()] },
    claims: { method: Query(() => ClaimConnection), parameters: [first(20), Ctx()] },
    attributionChains: {
      method: FieldResolver(() => AttributionChainConnection),
      parameters: [Root(), first(20), Ctx()],
    },
    origins: { method: FieldResolver(() => OriginSummary), parameters: [Root(), Ctx()] },
    contradictions: { method: FieldResolver(() => RelatedClaimConnection), parameters: [Root(), Ctx()] },
    reviews: { method: FieldResolver(() => ReviewConnection), parameters: [Root(), Ctx()] },
  },
);

const AttributionResolver = resolver(
  class AttributionResolver {
    spans(attribution, { loaders }) {
      return loaders.spans.load(attribution.id);
    }
  },
  () => Attribution,
  { spans: { method: FieldResolver(() => [TextSpan]), parameters: [Root(), Ctx()] } },
);

exports.resolvers = [ClaimResolver, AttributionResolver];
