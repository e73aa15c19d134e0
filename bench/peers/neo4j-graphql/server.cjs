const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
const { Neo4jGraphQL } = require('@neo4j/graphql');
const neo4j = require('neo4j-driver');
const { announce, portOf } = require('../serve.cjs');

// The part of the graph that the two operations read, in the library's own terms; read only.
const typeDefs = /* GraphQL */ `
  type Claim @node @mutation(operations: []) {
    id: ID!
    text: String!
    type: String!
    reviewState: String!
    originCount: Int
    recordedFrom: DateTime!
    assertedBy: [Attribution!]! @relationship(type: "ASSERTS", direction: IN)
    presupposedBy: [Attribution!]! @relationship(type: "PRESUPPOSES", direction: IN)
    relationsLeft: [ClaimRelation!]! @relationship(type: "LEFT", direction: IN)
    relationsRight: [ClaimRelation!]! @relationship(type: "RIGHT", direction: IN)
    reviews: [Review!]! @relationship(type: "REVIEWS", direction: IN)
  }
  type Attribution @node @mutation(operations: []) {
    id: ID!
    disclosure: String!
    quoteType: String
    cue: String
    reviewState: String!
    agent: [Agent!]! @relationship(type: "CREDITS", direction: OUT)
    relayedBy: [Attribution!]! @relationship(type: "RELAYS", direction: IN)
    reportedIn: [DocumentVersion!]! @relationship(type: "REPORTED_IN", direction: OUT)
    carriedIn: [DocumentVersion!]! @relationship(type: "CARRIED_IN", direction: OUT)
    spans: [TextSpan!]! @relationship(type: "HAS_SPAN", direction: OUT)
  }
  type TextSpan @node @mutation(operations: []) {
    id: ID!
    role: String!
    segment: Int!
    start: Int
    end: Int
    exact: String
  }
  type Agent @node @mutation(operations: []) {
    id: ID!
    name: String!
  }
  type DocumentVersion @node @mutation(operations: []) {
    id: ID!
    document: [Document!]! @relationship(type: "VERSION_OF", direction: OUT)
    revisedBy: [DocumentVersion!]! @relationship(type: "REVISION_OF", direction: IN)
  }
  type Document @node @mutation(operations: []) {
    id: ID!
    publisher: [Agent!]! @relationship(type: "PUBLISHED_BY", direction: OUT)
  }
  type ClaimRelation @node @mutation(operations: []) {
    id: ID!
    kind: String!
    types: [String!]!
    rationale: String
    reviewState: String!
    recordedFrom: DateTime!
    left: [Claim!]! @relationship(type: "LEFT", direction: OUT)
    right: [Claim!]! @relationship(type: "RIGHT", direction: OUT)
  }
  type Review @node @mutation(operations: []) {
    id: ID!
    url: String
    author: [Agent!]! @relationship(type: "AUTHORED_BY", direction: OUT)
    rating: [Rating!]! @relationship(type: "HAS_RATING", direction: OUT)
  }
  type Rating @node @mutation(operations: []) {
    ratingValue: Float
    alternateName: String
  }
`;

async function main(env) {
  const driver = neo4j.driver(env.NEO4J_URI, neo4j.auth.basic(env.NEO4J_USER, env.NEO4J_PASSWORD));
  const library = new Neo4jGraphQL({ typeDefs, driver });
  const server = new ApolloServer({ schema: await library.getSchema(), stopOnTerminationSignals: false });
  const { url } = await startStandaloneServer(server, {
    context: async () => ({ sessionConfig: { database: env.NEO4J_DATABASE ?? 'neo4j' } }),
    listen: { port: portOf(env), host: '127.0.0.1' },
  });
  announce(Number(new URL(url).port), async () => {
    await server.stop();
    await driver.close();
  });
}

void main(process.env);
