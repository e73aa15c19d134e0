// one span as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:TextSpan {id: id})
RETURN id, {id: id, owner: head([(n)<-[:HAS_SPAN]-(o) | o.id]), version: head([(n)-[:IN_VERSION]->(v:DocumentVersion) | v.id]),
  anchoredFrom: head([(n)-[:ANCHORED_FROM]->(o:TextSpan) | o.id]), role: n.role, segment: n.segment, start: n.start, end: n.end,
  exact: n.exact, exactSha256: n.exactSha256, prefix: n.prefix, suffix: n.suffix, zone: n.zone, anchorStatus: n.anchorStatus, anchorScore: n.anchorScore} AS row
