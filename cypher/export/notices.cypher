// one notice of these versions
UNWIND $ids AS version
MATCH (n:CorrectionNotice)-[:STATED_IN]->(:DocumentVersion {id: version})
WHERE n.recordedFrom <= $until
RETURN n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY id
