// one node or Revision of it that no longer has these properties; a text that must be there says that it was removed
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (n:Claim|Attribution|FormerAttribution|Utterance|Agent|Document|DocumentVersion|ClaimRelation|Join|TextSpan|Review|FormerReview|CorrectionNotice|FormerCorrectionNotice|ChangeSet {id: row.id})
MERGE (cs)-[:CHANGED]->(n)
WITH n, row
OPTIONAL MATCH (n)<-[:STATE_OF]-(was:Revision)
WITH row, n, collect(was) AS former
WITH row, former + [n] AS states
UNWIND states AS state
SET state += row.blank
RETURN DISTINCT row.id AS id
