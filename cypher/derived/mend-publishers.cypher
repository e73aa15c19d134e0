// one document that now keeps who published it
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
SET d.publisherId = row.publisher
RETURN row.id AS id
