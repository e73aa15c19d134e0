// one version of a document, the latest first
MATCH (:Document {id: $id})<-[:VERSION_OF]-(v:DocumentVersion)
RETURN v.id AS id, v.seq AS seq, v.contentSha256 AS contentSha256, v.availability AS availability
ORDER BY v.seq DESC
