// one agent with the label that says of what kind it is
UNWIND $ids AS id
MATCH (n:Agent {id: id})
RETURN id, [label IN labels(n) WHERE label <> 'Agent'][0] AS label
