// one change set, with the kinds (by the prefix of an id) and the nodes it changed of those that somebody asks about
UNWIND $ids AS id
MATCH (cs:ChangeSet {id: id})
RETURN id,
       [prefix IN $prefixes WHERE EXISTS { (cs)-[:CHANGED]->(n) WHERE n.id STARTS WITH prefix }] AS prefixes,
       COLLECT { MATCH (cs)-[:CHANGED]->(n) WHERE n.id IN $nodeIds RETURN DISTINCT n.id } AS nodeIds
