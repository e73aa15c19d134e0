// one relaying recorded
UNWIND $rows AS row
UNWIND row.relays AS relayed
MATCH (n:Attribution {id: row.id})
MATCH (inner:Attribution {id: relayed})
CREATE (n)-[:RELAYS]->(inner)
RETURN row.id AS id
