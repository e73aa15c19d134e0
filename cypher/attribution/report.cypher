// one attribution that now reports an utterance, recorded in the same change set
UNWIND $rows AS row
MATCH (a:Attribution {id: row.attribution})
MATCH (u:Utterance {id: row.id})
MERGE (a)-[:REPORTS]->(u)
RETURN row.id AS id
