// one span
UNWIND $ids AS id
MATCH (s:TextSpan {id: id})-[:IN_VERSION]->(v:DocumentVersion)
WHERE $at IS NULL OR s.recordedFrom <= $at
WITH s, v, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(v)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, v) AS held,
     coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(s)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, s) AS p
RETURN s.id AS id, s.role AS role, s.segment AS segment, p.start AS start, p.end AS end, CASE WHEN held.availability = 'HELD' THEN p.exact END AS exact,
       p.exactSha256 AS exactSha256, CASE WHEN held.availability = 'HELD' THEN p.prefix END AS prefix,
       CASE WHEN held.availability = 'HELD' THEN p.suffix END AS suffix, s.zone AS zone,
       p.anchorStatus AS anchorStatus, p.anchorScore AS anchorScore, v.id AS versionId, held.textAccess AS textAccess
