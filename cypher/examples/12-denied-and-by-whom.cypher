// Who denies what others say?
// A row is a claim that somebody denies: who does, and who says so. Who denies a claim is no speaker of it.
MATCH (denier:Agent)-[:IN_CHAIN_OF {role: 'ORIGIN', polarity: 'DENIED'}]->(claim:Claim {reviewState: 'CONFIRMED'})
OPTIONAL MATCH (speaker:Agent)-[:IN_CHAIN_OF {role: 'ORIGIN', polarity: 'ASSERTED', presupposed: false}]->(claim)
WITH claim, denier.name AS deniedBy, speaker.name AS speaker
ORDER BY deniedBy, speaker
RETURN claim.text AS claim, collect(DISTINCT deniedBy) AS deniedBy, collect(DISTINCT speaker) AS saidBy
ORDER BY claim
