// what an attribution is linked to: ids, by relationship
UNWIND $ids AS parentId
MATCH (a:Attribution|FormerAttribution {id: parentId})
RETURN parentId,
       [(a)-[:CREDITS]->(g:Agent) | g.id][0] AS agentId,
       COLLECT { MATCH (a)-[:ON_BEHALF_OF]->(g:Agent) RETURN g.id ORDER BY g.id } AS onBehalfOf,
       COLLECT { MATCH (a)-[:ADDRESSED_TO]->(g:Agent) RETURN g.id ORDER BY g.id } AS addressedTo,
       COLLECT { MATCH (a)-[:POSSIBLY_VIA]->(g:Agent) RETURN g.id ORDER BY g.id } AS possiblyVia,
       [(a)-[:REPORTED_IN]->(v:DocumentVersion) | v.id][0] AS reportedIn,
       COLLECT { MATCH (a)-[in:CARRIED_IN]->(v:DocumentVersion) WHERE $at IS NULL OR in.recordedFrom <= $at RETURN v.id ORDER BY v.seq } AS carriedIn,
       [(a)-[:VIA_DOCUMENT]->(d:Document) | d.id][0] AS viaDocument,
       [(a)-[:REPORTS]->(u:Utterance) WHERE $at IS NULL OR u.recordedFrom <= $at | u.id][0] AS utterance,
       COLLECT { MATCH (a)-[:RELAYS]->(o) WHERE (o:Attribution OR a:FormerAttribution OR $at IS NOT NULL AND o.recordedTo > $at) AND ($at IS NULL OR o.recordedFrom <= $at) RETURN o.id ORDER BY o.id } AS relays,
       COLLECT { MATCH (a)<-[:RELAYS]-(o) WHERE (o:Attribution OR a:FormerAttribution OR $at IS NOT NULL AND o.recordedTo > $at) AND ($at IS NULL OR o.recordedFrom <= $at) RETURN o.id ORDER BY o.id } AS relayedBy,
       COLLECT { MATCH (a)-[:ASSERTS|PRESUPPOSES]->(c:Claim) RETURN c.id ORDER BY c.id } AS claims
