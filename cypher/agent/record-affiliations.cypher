// one affiliation of an unnamed source recorded
UNWIND $rows AS row
UNWIND row.affiliatedWith AS organization
MATCH (n:Agent {id: row.id})
MATCH (o:Agent {id: organization})
CREATE (n)-[:AFFILIATED_WITH]->(o)
RETURN row.id AS id
