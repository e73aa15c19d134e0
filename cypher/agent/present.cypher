// one agent as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:Agent {id: id})
RETURN id, {id: id, label: [label IN labels(n) WHERE label <> 'Agent'][0], name: n.name, aliases: n.aliases, kind: n.kind,
  descriptor: n.descriptor, anonymityReason: n.anonymityReason,
  affiliatedWith: COLLECT { MATCH (n)-[:AFFILIATED_WITH]->(o:Organization) RETURN o.id ORDER BY o.id }} AS row
