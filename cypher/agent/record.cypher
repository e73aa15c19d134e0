// one agent recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
CREATE (n:Agent {id: row.id})
SET n.name = row.name, n.aliases = row.aliases, n.kind = row.kind, n.descriptor = row.descriptor,
    n.anonymityReason = row.anonymityReason, n.revision = 1
FOREACH (_ IN CASE row.label WHEN 'Person' THEN [1] ELSE [] END | SET n:Person)
FOREACH (_ IN CASE row.label WHEN 'Organization' THEN [1] ELSE [] END | SET n:Organization)
FOREACH (_ IN CASE row.label WHEN 'UnnamedSource' THEN [1] ELSE [] END | SET n:UnnamedSource)
FOREACH (_ IN CASE row.label WHEN 'SourceGroup' THEN [1] ELSE [] END | SET n:SourceGroup)
CREATE (cs)-[:CHANGED]->(n)
RETURN row.id AS id
