// one span of an attribution, in the version where it was read, by role and place
UNWIND $ids AS parentId
MATCH (:Attribution|FormerAttribution {id: parentId})-[:HAS_SPAN]->(s:TextSpan)-[:IN_VERSION]->(v:DocumentVersion)
WHERE $at IS NULL OR s.recordedFrom <= $at
WITH parentId, s, v, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(v)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, v) AS held
RETURN parentId, s.id AS id, s.role AS role, s.segment AS segment, s.start AS start, s.end AS end, CASE WHEN held.availability = 'HELD' THEN s.exact END AS exact,
       s.exactSha256 AS exactSha256, CASE WHEN held.availability = 'HELD' THEN s.prefix END AS prefix,
       CASE WHEN held.availability = 'HELD' THEN s.suffix END AS suffix, s.zone AS zone,
       s.anchorStatus AS anchorStatus, s.anchorScore AS anchorScore, v.id AS versionId, held.textAccess AS textAccess
ORDER BY parentId, role, segment, id
