// one span in a version
MATCH (:DocumentVersion {id: $id})<-[:IN_VERSION]-(s:TextSpan)
RETURN s.id AS id
ORDER BY id
