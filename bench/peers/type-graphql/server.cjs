const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
const neo4j = require('neo4j-driver');
const { buildSchema } = require('type-graphql');
const { announce, portOf } = require('../serve.cjs');
const { makeLoaders } = require('./loaders.cjs');
const { resolvers } = require('./resolvers.cjs');

async function main(env) {
  const driver = neo4j.driver(env.NEO4J_URI, neo4j.auth.basic(env.NEO4J_USER, env.NEO4J_PASSWORD), {
    disableLosslessIntegers: true,
  });
  const database = env.NEO4J_DATABASE ?? 'neo4j';
  const server = new ApolloServer({ schema: await buildSchema({ resolvers }), stopOnTerminationSignals: false });
  const { url } = await startStandaloneServer(server, {
    context: async () => ({ loaders: makeLoaders(driver, database) }),
    listen: { port: portOf(env), host: '127.0.0.1' },
  });
  announce(Number(new URL(url).port), async () => {
    await server.stop();
    await driver.close();
  });
}

void main(process.env);
