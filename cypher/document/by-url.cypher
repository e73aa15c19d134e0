// the document that has this canonical address, as its own or as another of its
CALL () {
  MATCH (d:Document {url: $url})
  RETURN d
  UNION
  CALL db.index.fulltext.queryNodes('document_other_url', $quotedUrl, {limit: 10}) YIELD node AS d
  WHERE $url IN d.otherUrls
  RETURN d
}
WITH d WHERE $at IS NULL OR d.recordedFrom <= $at
WITH d, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(d)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, d) AS s
RETURN d.id AS id, d.url AS url, s.title AS title, s.docType AS docType, s.language AS language, s.availability AS availability,
       s.revision AS revision, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisherId, d.recordedFrom.epochMillis AS recordedFrom
LIMIT 1
