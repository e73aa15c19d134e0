import { graphql } from './graphql';

/** A claim, each chain from its outlet to its origin, and what contradicts it. */
export const provenance = graphql.persisted(
  'sha256:3caeea2c1f58b25a5ae59bc1a5de1f909666fae8bccfa84397e61e60335ea233',
  graphql(`
    query Provenance($claim: ID!) {
      claim(id: $claim) {
        text
        origins {
          distinctKnown
          unnamed
          unknown
        }
        attributionChains {
          nodes {
            id
            polarity
            inLatestVersion
            document {
              title
              url
            }
            hops {
              role
              agent {
                name
              }
              attribution {
                disclosure
                describedAs
                cue
              }
            }
          }
        }
        contradictions {
          edges {
            relation {
              rationale
            }
            node {
              id
              text
            }
          }
        }
      }
    }
  `),
);
