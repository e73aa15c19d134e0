// one place in a version that is only similar to the words sought, and waits for a decision
UNWIND $ids AS parentId
MATCH (v:DocumentVersion {id: parentId})<-[:IN_VERSION]-(s:TextSpan)
WHERE ($at IS NULL OR s.recordedFrom <= $at) AND EXISTS {
  MATCH (s)-[:ANCHORED_FROM]->(:TextSpan)<-[:HAS_SPAN]-(a)
  WHERE a:Attribution OR $at IS NOT NULL AND a.recordedTo > $at
}
WITH parentId, s, v, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(v)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, v) AS held,
     coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(s)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, s) AS p
WHERE p.anchorStatus = 'FUZZY'
RETURN parentId, s.id AS id, s.role AS role, s.segment AS segment, p.start AS start, p.end AS end, CASE WHEN held.availability = 'HELD' THEN p.exact END AS exact,
       p.exactSha256 AS exactSha256, CASE WHEN held.availability = 'HELD' THEN p.prefix END AS prefix,
       CASE WHEN held.availability = 'HELD' THEN p.suffix END AS suffix, s.zone AS zone,
       p.anchorStatus AS anchorStatus, p.anchorScore AS anchorScore, v.id AS versionId, held.textAccess AS textAccess
ORDER BY parentId, versionId, id
