const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The texts of the two operations for each GraphQL server: `claim` (variable `claim`, an id) is the provenance of one claim,
 * `page` the newest hundred confirmed claims with their chains. README.md says what each text cannot ask for.
 */

const provenance = readFileSync(join(__dirname, '../../schema/operations/01-provenance.graphql'), 'utf8');
const page = /* GraphQL */ `
  query Page {
    claims(first: 100) {
      nodes {
        id
        text
        attributionChains(first: 5) {
          nodes {
            text
            hops {
              position
              role
              agent {
                id
                name
              }
            }
          }
        }
      }
    }
  }
`;

const confirmed = 'where: { reviewState: { eq: "CONFIRMED" } }';

/**
 * A chain for `@neo4j/graphql`: its hops nested from the origin outwards. A chain of the seeds and of the generated graph
 * has at most four attributions; all of them stand in one version, so that the outlet is asked for once, at the origin.
 * Whether every hop is confirmed is for the client to see: a filter at a hop would cut the chain there instead.
 */
function chain(hop, outlet) {
  const from = (depth) => `reviewState ${hop} ${depth > 1 ? `relayedBy { ${from(depth - 1)} }` : ''}`;
  return `reportedIn { ${outlet} } ${from(4)}`;
}

const neo4jGraphql = {
  claim: `
    query Provenance($claim: ID!) {
      claims(where: { id: { eq: $claim } }) {
        text
        type
        originCount
        assertedBy(${confirmed}, limit: 20) { ...ChainInFull }
        presupposedBy(${confirmed}, limit: 20) { ...ChainInFull }
        relationsLeft(where: { kind: { eq: "CONTRADICTS" }, reviewState: { eq: "CONFIRMED" } }, limit: 20) {
          types
          rationale
          right { ...ChainsInShort }
        }
        relationsRight(where: { kind: { eq: "CONTRADICTS" }, reviewState: { eq: "CONFIRMED" } }, limit: 20) {
          types
          rationale
          left { ...ChainsInShort }
        }
        reviews(limit: 20) {
          url
          author { name }
          rating { ratingValue alternateName }
        }
      }
    }
    fragment ChainInFull on Attribution {
      ${chain(
        `disclosure quoteType cue agent { id name } spans { role start end exact } carriedIn { revisedBy { id } }`,
        `revisedBy { id } document { publisher { id name } }`,
      )}
    }
    fragment ChainsInShort on Claim {
      text
      assertedBy(${confirmed}, limit: 20) { ...ChainInShort }
      presupposedBy(${confirmed}, limit: 20) { ...ChainInShort }
    }
    fragment ChainInShort on Attribution {
      ${chain(`disclosure agent { name }`, `document { publisher { name } }`)}
    }
  `,
  // By these conditions and this order the index gives the hundred; without them the library's Cypher sorts all claims.
  page: `
    query Page {
      claims(
        where: {
          reviewState: { eq: "CONFIRMED" }
          recordedFrom: { lte: "9999-12-31T00:00:00Z" }
          id: { startsWith: "clm_" }
        }
        sort: [{ reviewState: DESC }, { recordedFrom: DESC }, { id: DESC }]
        limit: 100
      ) {
        id
        text
        assertedBy(${confirmed}, limit: 5) { ...Chain }
        presupposedBy(${confirmed}, limit: 5) { ...Chain }
      }
    }
    fragment Chain on Attribution {
      ${chain(`disclosure agent { id name }`, `document { publisher { id name } }`)}
    }
  `,
};

exports.operations = {
  sayso: { claim: provenance, page },
  'neo4j-graphql': neo4jGraphql,
  'type-graphql': { claim: provenance, page },
};
