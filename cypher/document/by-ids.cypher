// one document
UNWIND $ids AS id
MATCH (d:Document {id: id})
WHERE $at IS NULL OR d.recordedFrom <= $at
WITH d, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(d)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, d) AS s
RETURN d.id AS id, d.url AS url, s.title AS title, s.docType AS docType, s.language AS language, s.availability AS availability,
       s.revision AS revision, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisherId, d.recordedFrom.epochMillis AS recordedFrom
