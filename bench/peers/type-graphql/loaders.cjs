const DataLoader = require('dataloader');

/** The chains of claims, as one would write it first: one row a chain, its hops as maps. */
const chainsQuery = `
UNWIND $ids AS claimId
CALL (claimId) {
  MATCH (:Claim {id: claimId})<-[e:ASSERTS|PRESUPPOSES]-(inner:Attribution)
  MATCH path = (outer:Attribution)-[:RELAYS*0..7]->(inner)
  WHERE NOT EXISTS { (:Attribution)-[:RELAYS]->(outer) }
    AND all(hop IN nodes(path) WHERE hop.reviewState = 'CONFIRMED')
  WITH outer, inner, nodes(path) AS attributions, reduce(key = '', hop IN nodes(path) | key + hop.id + '/') AS key
  ORDER BY key LIMIT $first
  MATCH (outer)-[:REPORTED_IN]->(v:DocumentVersion)-[:VERSION_OF]->(d:Document)
  OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(p:Agent)
  RETURN [a IN attributions | {id: a.id, disclosure: a.disclosure, quoteType: a.quoteType, cue: a.cue,
           agent: head([(a)-[:CREDITS]->(g:Agent) | {id: g.id, name: g.name}])}] AS attributions,
         CASE WHEN p IS NULL THEN null ELSE {id: p.id, name: p.name} END AS publisher,
         inner.disclosure = 'UNNAMED' OR EXISTS { (inner)-[:CREDITS]->(:UnnamedSource) } AS anonymous,
         NOT EXISTS { (:DocumentVersion)-[:REVISION_OF]->(v) } OR all(a IN attributions WHERE EXISTS {
           MATCH (a)-[:CARRIED_IN]->(later:DocumentVersion)
           WHERE NOT EXISTS { (:DocumentVersion)-[:REVISION_OF]->(later) }
         }) AS inLatestVersion
}
RETURN claimId AS parentId, attributions, publisher, anonymous, inLatestVersion`;

const claimsQuery = `
UNWIND $ids AS id
MATCH (c:Claim {id: id})
RETURN c.id AS id, c.text AS text, c.type AS type`;

const newestQuery = `
MATCH (c:Claim)
USING INDEX c:Claim(reviewState, recordedFrom, id)
WHERE c.reviewState = 'CONFIRMED' AND c.recordedFrom IS NOT NULL AND c.id IS NOT NULL
RETURN c.id AS id, c.text AS text, c.type AS type
ORDER BY c.reviewState DESC, c.recordedFrom DESC, c.id DESC
LIMIT $first`;

const spansQuery = `
UNWIND $ids AS parentId
MATCH (:Attribution {id: parentId})-[:HAS_SPAN]->(s:TextSpan)-[:IN_VERSION]->(v:DocumentVersion)
RETURN parentId, s.role AS role, s.start AS start, s.end AS end,
       CASE WHEN v.availability = 'HELD' AND v.textAccess = 'PUBLIC' THEN s.exact END AS exact
ORDER BY parentId, s.role, s.segment, s.id`;

const originsQuery = `
UNWIND $ids AS claimId
MATCH (c:Claim {id: claimId})
CALL (c) {
  MATCH (c)<-[e:ASSERTS|PRESUPPOSES]-(inner:Attribution)
  WHERE coalesce(e.polarity, 'ASSERTED') = 'ASSERTED'
  MATCH path = (outer:Attribution)-[:RELAYS*0..7]->(inner)
  WHERE NOT EXISTS { (:Attribution)-[:RELAYS]->(outer) }
    AND all(hop IN nodes(path) WHERE hop.reviewState = 'CONFIRMED')
  MATCH (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(d:Document)
  OPTIONAL MATCH (inner)-[:CREDITS]->(origin:Agent)
  OPTIONAL MATCH (inner)-[:REPORTS]->(utterance:Utterance {reviewState: 'CONFIRMED'})
  RETURN count(*) AS chains, count(DISTINCT d) AS documents, count(CASE WHEN origin IS NULL THEN 1 END) AS unknown,
         collect(DISTINCT CASE WHEN NOT origin:UnnamedSource THEN utterance END) AS ofNamed,
         collect(DISTINCT CASE WHEN origin:UnnamedSource THEN coalesce(utterance, origin) END) AS ofUnnamed
}
RETURN claimId AS id, c.originCount AS distinctKnown,
       size([one IN ofUnnamed WHERE NOT one IN ofNamed]) AS unnamed, unknown, chains, documents`;

const contradictionsQuery = `
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[:LEFT|RIGHT]-(r:ClaimRelation {kind: 'CONTRADICTS', reviewState: 'CONFIRMED'})
        -[:LEFT|RIGHT]->(other:Claim)
  RETURN r, other ORDER BY r.recordedFrom DESC, r.id DESC LIMIT 20
}
RETURN parentId, {types: r.types, rationale: r.rationale} AS relation,
       {id: other.id, text: other.text, type: other.type} AS node`;

const reviewsQuery = `
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[:REVIEWS]-(w:Review)
  RETURN w ORDER BY w.id LIMIT 20
}
RETURN parentId, w.url AS url, head([(w)-[:AUTHORED_BY]->(g:Agent) | {id: g.id, name: g.name}]) AS author,
       head([(w)-[:HAS_RATING]->(t:Rating) | {ratingValue: t.ratingValue, alternateName: t.alternateName}]) AS rating`;

/**
 * Everything that reads, for one request: each loader is one `executeQuery` a batch.
 * @param {import('neo4j-driver').Driver} driver
 * @param {string} database
 */
exports.makeLoaders = (driver, database) => {
  const read = async (query, parameters) => {
    const { records } = await driver.executeQuery(query, parameters, { database, routing: 'READ' });
    return records.map((record) => record.toObject());
  };
  const one = (query) =>
    new DataLoader(async (ids) => {
      const rows = new Map((await read(query, { ids })).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    });
  const many = (query, parameters) =>
    new DataLoader(async (ids) => {
      const lists = new Map(ids.map((id) => [id, []]));
      for (const row of await read(query, { ids, ...parameters })) lists.get(row.parentId).push(row);
      return ids.map((id) => lists.get(id));
    });
  const chains = new Map();
  return {
    claim: one(claimsQuery),
    newestClaims: (first) => read(newestQuery, { first: BigInt(first) }),
    /** One loader for each length of page. */
    chains: (first) => {
      if (!chains.has(first)) chains.set(first, many(chainsQuery, { first: BigInt(first) }));
      return chains.get(first);
    },
    spans: many(spansQuery),
    origins: one(originsQuery),
    contradictions: many(contradictionsQuery),
    reviews: many(reviewsQuery),
  };
};
