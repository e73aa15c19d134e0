// one node that somebody else than this principal has revised or decided, or that was redacted
UNWIND $ids AS id
MATCH (n:Claim|Attribution|Utterance|Agent|Document|ClaimRelation|Join {id: id})
WHERE EXISTS {
  MATCH (n)<-[:STATE_OF]-(:Revision)<-[:CHANGED]-(:ChangeSet)-[:BY]->(p:Principal)
  WHERE p.name <> $principal
} OR EXISTS { (n)<-[:CHANGED]-(:ChangeSet {op: 'REDACT'}) }
RETURN id
