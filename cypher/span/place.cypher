// one place of a span in a later version, with the state of all places that its attribution has there
MATCH (s:TextSpan {id: $id})-[:ANCHORED_FROM]->(root:TextSpan)<-[:HAS_SPAN]-(a:Attribution)
MATCH (s)-[:IN_VERSION]->(v:DocumentVersion)
RETURN s.id AS id, s.anchorStatus AS anchorStatus, a.id AS attribution, v.id AS version,
       COLLECT {
         MATCH (a)-[:HAS_SPAN]->(:TextSpan)<-[:ANCHORED_FROM]-(other:TextSpan)-[:IN_VERSION]->(v)
         RETURN other.anchorStatus
       } AS statuses
