// one span that now carries its words
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (s:TextSpan {id: row.id})
SET s.exact = row.exact, s.prefix = row.prefix, s.suffix = row.suffix
MERGE (cs)-[:CHANGED]->(s)
RETURN row.id AS id
