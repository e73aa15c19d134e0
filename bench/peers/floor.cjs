const neo4j = require('neo4j-driver');
const { portOf, serveBare } = require('./serve.cjs');

/**
 * The raw floor: what one would write by hand for these two answers alone. One query, whose map projections have the
 * shape of the answer, one `executeQuery`, one `JSON.stringify`: no schema, no limits, no rights, no history.
 */

// The chains are walked once; the origins are counted over all of them, and twenty are shown.
const claimQuery = `
MATCH (c:Claim {id: $id})
CALL (c) {
  MATCH (c)<-[e:ASSERTS|PRESUPPOSES]-(inner:Attribution)
  MATCH path = (outer:Attribution)-[:RELAYS*0..7]->(inner)
  WHERE NOT EXISTS { (:Attribution)-[:RELAYS]->(outer) }
    AND all(hop IN nodes(path) WHERE hop.reviewState = 'CONFIRMED')
  MATCH (outer)-[:REPORTED_IN]->(v:DocumentVersion)-[:VERSION_OF]->(d:Document)
  OPTIONAL MATCH (inner)-[:CREDITS]->(origin:Agent)
  OPTIONAL MATCH (inner)-[:REPORTS]->(utterance:Utterance {reviewState: 'CONFIRMED'})
  WITH nodes(path) AS hops, v, d, inner, origin, utterance, coalesce(e.polarity, 'ASSERTED') = 'ASSERTED' AS asserted,
       reduce(key = '', hop IN nodes(path) | key + hop.id + '/') AS key
  ORDER BY key
  RETURN collect({hops: hops, v: v, d: d, inner: inner, origin: origin})[..20] AS shown,
         count(CASE WHEN asserted THEN 1 END) AS chains,
         count(DISTINCT CASE WHEN asserted THEN d END) AS documents,
         collect(DISTINCT CASE WHEN asserted AND NOT origin:UnnamedSource THEN utterance END) AS ofNamed,
         collect(DISTINCT CASE WHEN asserted AND origin:UnnamedSource THEN coalesce(utterance, origin) END) AS ofUnnamed,
         count(CASE WHEN asserted AND origin IS NULL THEN 1 END) AS unknown
}
RETURN {
  text: c.text,
  type: c.type,
  attributionChains: {nodes: COLLECT {
    UNWIND shown AS chain
    WITH chain, chain.hops AS attributions, chain.v AS v, chain.d AS d, chain.inner AS inner,
         size(chain.hops) = 1 AND chain.inner.disclosure = 'OWN_VOICE' AS narrated
    OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(p:Agent)
    WITH *, CASE WHEN narrated THEN [] ELSE [{agent: p {.id, .name}, attribution: null}] END
      + COLLECT {
        UNWIND attributions AS a
        OPTIONAL MATCH (a)-[:CREDITS]->(g:Agent)
        RETURN {
          agent: g {.id, .name},
          attribution: a {.disclosure, .quoteType, .cue, spans: COLLECT {
            MATCH (a)-[:HAS_SPAN]->(s:TextSpan)
            WITH s ORDER BY s.role, s.segment, s.id
            RETURN s {.role, .start, .end,
              exact: CASE WHEN v.availability = 'HELD' AND v.textAccess = 'PUBLIC' THEN s.exact END}
          }}
        }
      } AS hops
    WITH *, size(hops) AS length,
      [i IN range(0, size(hops) - 1) | coalesce(hops[i].agent.name,
        CASE WHEN hops[i].attribution IS NULL THEN 'publisher not known' ELSE 'source not stated' END)] AS names
    RETURN {
      text: reduce(text = names[0], name IN names[1..] | text + ' ← ' + name),
      length: length,
      anonymous: inner.disclosure = 'UNNAMED' OR coalesce(chain.origin:UnnamedSource, false),
      inLatestVersion: NOT EXISTS { (:DocumentVersion)-[:REVISION_OF]->(v) } OR all(a IN attributions WHERE EXISTS {
        MATCH (a)-[:CARRIED_IN]->(later:DocumentVersion)
        WHERE NOT EXISTS { (:DocumentVersion)-[:REVISION_OF]->(later) }
      }),
      hops: [i IN range(0, length - 1) | {
        position: i,
        role: CASE WHEN i = length - 1 THEN 'ORIGIN' WHEN i = 0 THEN 'OUTLET' ELSE 'RELAY' END,
        agent: hops[i].agent,
        attribution: hops[i].attribution
      }]
    }
  }},
  origins: {distinctKnown: c.originCount, unnamed: size([one IN ofUnnamed WHERE NOT one IN ofNamed]), unknown: unknown, chains: chains, documents: documents},
  contradictions: {edges: COLLECT {
    MATCH (c)<-[:LEFT|RIGHT]-(r:ClaimRelation {kind: 'CONTRADICTS', reviewState: 'CONFIRMED'})-[:LEFT|RIGHT]->(other:Claim)
    WITH r, other ORDER BY r.recordedFrom DESC, r.id DESC LIMIT 20
    RETURN {relation: r {.types, .rationale}, node: {text: other.text, attributionChains: {nodes: COLLECT {
      MATCH (other)<-[:ASSERTS|PRESUPPOSES]-(inner:Attribution)
      MATCH path = (outer:Attribution)-[:RELAYS*0..7]->(inner)
      WHERE NOT EXISTS { (:Attribution)-[:RELAYS]->(outer) }
        AND all(hop IN nodes(path) WHERE hop.reviewState = 'CONFIRMED')
      WITH outer, inner, nodes(path) AS attributions, reduce(key = '', hop IN nodes(path) | key + hop.id + '/') AS key
      ORDER BY key LIMIT 20
      WITH *, [a IN attributions |
        coalesce(head([(a)-[:CREDITS]->(g:Agent) | g.name]), 'source not stated')] AS credited
      WITH CASE WHEN size(attributions) = 1 AND inner.disclosure = 'OWN_VOICE' THEN credited ELSE [coalesce(
        head([(outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(p:Agent) | p.name]),
        'publisher not known')] + credited END AS names
      RETURN {text: reduce(text = names[0], name IN names[1..] | text + ' ← ' + name)}
    }}}}
  }},
  reviews: {nodes: COLLECT {
    MATCH (c)<-[:REVIEWS]-(w:Review)
    WITH w ORDER BY w.id LIMIT 20
    RETURN {
      url: w.url,
      author: head([(w)-[:AUTHORED_BY]->(g:Agent) | g {.name}]),
      rating: head([(w)-[:HAS_RATING]->(t:Rating) | t {.ratingValue, .alternateName}])
    }
  }}
} AS claim`;

// One row a claim. The conditions on every property of the index and the order by all of them let the index give the order.
const pageQuery = `
MATCH (c:Claim)
USING INDEX c:Claim(reviewState, recordedFrom, id)
WHERE c.reviewState = 'CONFIRMED' AND c.recordedFrom IS NOT NULL AND c.id IS NOT NULL
WITH c ORDER BY c.reviewState DESC, c.recordedFrom DESC, c.id DESC LIMIT 100
RETURN c.id AS id, c.text AS text, {nodes: COLLECT {
  MATCH (c)<-[:ASSERTS|PRESUPPOSES]-(inner:Attribution)
  MATCH path = (outer:Attribution)-[:RELAYS*0..7]->(inner)
  WHERE NOT EXISTS { (:Attribution)-[:RELAYS]->(outer) }
    AND all(hop IN nodes(path) WHERE hop.reviewState = 'CONFIRMED')
  WITH outer, inner, nodes(path) AS attributions, reduce(key = '', hop IN nodes(path) | key + hop.id + '/') AS key
  ORDER BY key LIMIT 5
  WITH *, [a IN attributions | head([(a)-[:CREDITS]->(g:Agent) | g {.id, .name}])] AS credited,
       size(attributions) = 1 AND inner.disclosure = 'OWN_VOICE' AS narrated
  WITH credited, narrated, CASE WHEN narrated THEN null ELSE
    head([(outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(p:Agent) | p {.id, .name}])
    END AS outlet
  WITH CASE WHEN narrated THEN credited ELSE [outlet] + credited END AS agents,
       [agent IN credited | coalesce(agent.name, 'source not stated')] AS names,
       CASE WHEN narrated THEN '' ELSE coalesce(outlet.name, 'publisher not known') + ' ← ' END AS start
  WITH agents, size(agents) - 1 AS last, start + reduce(text = names[0], name IN names[1..] | text + ' ← ' + name) AS text
  RETURN {text: text, hops: [i IN range(0, last) | {
    position: i,
    role: CASE WHEN i = last THEN 'ORIGIN' WHEN i = 0 THEN 'OUTLET' ELSE 'RELAY' END,
    agent: agents[i]
  }]}
}} AS attributionChains`;

exports.queries = { claim: claimQuery, page: pageQuery };

/**
 * The floor's two reads; each gives the JSON text of the answer.
 * @param {{ NEO4J_URI: string, NEO4J_USER: string, NEO4J_PASSWORD: string, NEO4J_DATABASE?: string }} env
 */
exports.openFloor = (env) => {
  const driver = neo4j.driver(env.NEO4J_URI, neo4j.auth.basic(env.NEO4J_USER, env.NEO4J_PASSWORD), {
    disableLosslessIntegers: true,
  });
  const config = { database: env.NEO4J_DATABASE ?? 'neo4j', routing: neo4j.routing.READ };
  return {
    claim: async (id) => {
      const { records } = await driver.executeQuery(claimQuery, { id }, config);
      return JSON.stringify({ data: { claim: records[0]?.get('claim') ?? null } });
    },
    page: async () => {
      const { records } = await driver.executeQuery(pageQuery, {}, config);
      return JSON.stringify({ data: { claims: { nodes: records.map((record) => record.toObject()) } } });
    },
    close: () => driver.close(),
  };
};

if (require.main === module) serveBare(exports.openFloor(process.env), portOf(process.env));
