// By the shortest way, what connects two agents?
// A row is one shortest path over documents, confirmed attributions and claims, with what stands along it. Other names in the first two lines ask of others.
MATCH (one:Agent {name: 'Daily Lantern'})
MATCH (other:Agent {name: 'Velm Yard'})
MATCH way = shortestPath((one)-[:CREDITS|RELAYS|ASSERTS|PRESUPPOSES|REPORTED_IN|VERSION_OF|PUBLISHED_BY|CONTRADICTS*1..12]-(other))
WHERE all(n IN nodes(way) WHERE coalesce(n.reviewState, 'CONFIRMED') = 'CONFIRMED')
RETURN way, length(way) AS steps,
       [n IN nodes(way) | coalesce(n.name, n.title, n.disclosure, CASE WHEN 'Claim' IN labels(n) THEN n.text END, 'version ' + n.seq)] AS along
