// one span of an attribution that stands in a version, read there or carried there, at its place in that version
MATCH (v:DocumentVersion {id: $version})<-[:IN_VERSION]-(place:TextSpan)
MATCH (place)-[:ANCHORED_FROM*0..1]->(root:TextSpan)<-[:HAS_SPAN]-(a:Attribution)
WHERE EXISTS { (a)-[:REPORTED_IN|CARRIED_IN]->(v) }
RETURN a.id AS attribution, root.id AS root, root.role AS role, root.segment AS segment, root.zone AS zone,
       place.start AS start, place.end AS end, place.exact AS exact, place.prefix AS prefix, place.suffix AS suffix,
       place.exactSha256 AS exactSha256
ORDER BY start, root
