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
RETURN d.id AS id, d.url AS url, d.title AS title, d.docType AS docType, d.language AS language,
       d.availability AS availability, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisherId, d.recordedFrom AS recordedFrom
LIMIT 1
