// one document as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:Document {id: id})
RETURN id, {id: id, url: n.url, otherUrls: n.otherUrls, title: n.title, docType: n.docType, language: n.language,
  availability: n.availability, publisher: head([(n)-[:PUBLISHED_BY]->(p:Agent) | p.id]),
  authors: COLLECT { MATCH (n)-[:WRITTEN_BY]->(a:Person) RETURN a.id ORDER BY a.id }} AS row
