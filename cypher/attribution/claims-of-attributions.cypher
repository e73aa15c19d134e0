// one claim that an attribution asserts, denies or presupposes
UNWIND $ids AS parentId
MATCH (:Attribution|FormerAttribution {id: parentId})-[e:ASSERTS|PRESUPPOSES]->(c:Claim)
WHERE $at IS NULL OR c.recordedFrom <= $at
WITH parentId, e, c, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(c)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, c) AS s
RETURN parentId, c.id AS id, s.text AS text, s.language AS language, s.type AS type, s.reviewState AS reviewState,
       coalesce(e.polarity, 'ASSERTED') AS polarity, type(e) = 'PRESUPPOSES' AS presupposed
ORDER BY parentId, id
