// one attribution that stands in the place of a former one
UNWIND $rows AS row
MATCH (n:Attribution {id: row.id})
MATCH (former:FormerAttribution {id: row.supersedes})
MERGE (n)-[:SUPERSEDES]->(former)
RETURN row.id AS id
