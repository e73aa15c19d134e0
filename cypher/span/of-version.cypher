// one span in a version, in the order of the text
MATCH (:DocumentVersion {id: $id})<-[:IN_VERSION]-(s:TextSpan)
RETURN s.id AS id, s.role AS role, s.start AS start, s.end AS end, s.exactSha256 AS exactSha256
ORDER BY start, end, id
