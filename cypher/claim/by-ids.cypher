// one claim
UNWIND $ids AS id
MATCH (c:Claim {id: id})
WHERE $at IS NULL OR c.recordedFrom <= $at
RETURN c.id AS id, c.text AS text, c.language AS language, c.type AS type, c.reviewState AS reviewState,
       c.revision AS revision, c.originCount AS originCount, c.recordedFrom AS recordedFrom
