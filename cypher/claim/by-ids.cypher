// one claim
UNWIND $ids AS id
MATCH (c:Claim {id: id})
WHERE $at IS NULL OR c.recordedFrom <= $at
WITH c, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(c)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, c) AS s
RETURN c.id AS id, s.text AS text, s.language AS language, s.type AS type, s.reviewState AS reviewState,
       s.revision AS revision, c.originCount AS originCount, c.recordedFrom.epochMillis AS recordedFrom
