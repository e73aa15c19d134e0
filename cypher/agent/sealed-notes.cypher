// the sealed note of an unnamed source
UNWIND $ids AS parentId
MATCH (a:Agent {id: parentId})
WHERE ($at IS NULL OR a.recordedFrom <= $at)
WITH parentId, a, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS s
WHERE s.sealedNote IS NOT NULL
RETURN parentId, s.sealedNote AS sealedNote
