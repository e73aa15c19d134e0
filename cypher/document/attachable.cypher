// one version that a document's text may be attached to, the latest first
MATCH (d:Document {id: $id})<-[:VERSION_OF]-(v:DocumentVersion)
RETURN v.id AS id, v.seq AS seq, v.contentSha256 AS contentSha256, v.availability AS availability, v.textAccess AS textAccess,
       d.availability AS documentAvailability
ORDER BY v.seq DESC
