// one document
UNWIND $ids AS id
MATCH (d:Document {id: id})
WHERE $at IS NULL OR d.recordedFrom <= $at
RETURN d.id AS id, d.url AS url, d.title AS title, d.docType AS docType, d.language AS language,
       d.availability AS availability, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisherId, d.recordedFrom AS recordedFrom
