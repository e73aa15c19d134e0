// one document that $publisher published, the newest recorded first, in the order of the index
MATCH (d:Document)
USING INDEX d:Document(publisherId, recordedFrom, id)
WHERE d.publisherId = $publisher AND d.recordedFrom <= $before AND d.id IS NOT NULL AND CASE WHEN d.recordedFrom < $before THEN true ELSE d.id < $beforeId END
  AND ($docTypes IS NULL OR d.docType IN $docTypes)
  AND ($language IS NULL OR d.language = $language)
  AND ($availabilities IS NULL OR d.availability IN $availabilities)
WITH d ORDER BY d.publisherId DESC, d.recordedFrom DESC, d.id DESC LIMIT $limit
WITH d, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(d)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, d) AS s
RETURN d.id AS id, d.url AS url, s.title AS title, s.docType AS docType, s.language AS language, s.availability AS availability,
       s.revision AS revision, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisherId, d.recordedFrom.epochMillis AS recordedFrom
ORDER BY recordedFrom DESC, id DESC
