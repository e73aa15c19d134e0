// Who contradicts whom, and by what?
// A row is a type of contradiction and two who stand at the origin of either side: how many contradictions.
MATCH (relation:ClaimRelation {kind: 'CONTRADICTS', reviewState: 'CONFIRMED'})
MATCH (relation)-[:LEFT]->(:Claim)<-[:IN_CHAIN_OF {role: 'ORIGIN', polarity: 'ASSERTED'}]-(one:Agent)
MATCH (relation)-[:RIGHT]->(:Claim)<-[:IN_CHAIN_OF {role: 'ORIGIN', polarity: 'ASSERTED'}]-(other:Agent)
UNWIND relation.types AS type
WITH type, relation, CASE WHEN one.name <= other.name THEN [one.name, other.name] ELSE [other.name, one.name] END AS pair
RETURN type, pair[0] AS speaker, pair[1] AS against, count(DISTINCT relation) AS contradictions
ORDER BY contradictions DESC, type, speaker, against
