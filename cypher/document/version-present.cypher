// one version as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:DocumentVersion {id: id})-[:VERSION_OF]->(d:Document)
RETURN id, {id: id, document: d.id, seq: n.seq, contentSha256: n.contentSha256, text: n.text, textAccess: n.textAccess,
  publishedAt: n.publishedAt, modifiedAt: n.modifiedAt, retrievedAt: n.retrievedAt, archivedUrl: n.archivedUrl,
  availability: n.availability, revisionOf: head([(n)-[:REVISION_OF]->(o:DocumentVersion) | o.id])} AS row
