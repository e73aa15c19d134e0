// one attribution as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:Attribution {id: id})
RETURN id, {id: id, version: head([(n)-[:REPORTED_IN]->(v:DocumentVersion) | v.id]),
  agent: head([(n)-[:CREDITS]->(a:Agent) | a.id]), disclosure: n.disclosure, quoteType: n.quoteType, cue: n.cue,
  speechAct: n.speechAct, describedAs: n.describedAs, saidAt: n.saidAt, medium: n.medium, setting: n.setting,
  scopeCertainty: n.scopeCertainty, sic: n.sic, note: n.note, reviewState: n.reviewState,
  onBehalfOf: COLLECT { MATCH (n)-[:ON_BEHALF_OF]->(a:Agent) RETURN a.id ORDER BY a.id },
  addressedTo: COLLECT { MATCH (n)-[:ADDRESSED_TO]->(a:Agent) RETURN a.id ORDER BY a.id },
  possiblyVia: COLLECT { MATCH (n)-[:POSSIBLY_VIA]->(a:Agent) RETURN a.id ORDER BY a.id },
  relays: COLLECT { MATCH (n)-[:RELAYS]->(o:Attribution) RETURN o.id ORDER BY o.id },
  asserts: COLLECT { MATCH (n)-[e:ASSERTS]->(c:Claim) RETURN {claim: c.id, polarity: e.polarity} ORDER BY c.id },
  presupposes: COLLECT { MATCH (n)-[:PRESUPPOSES]->(c:Claim) RETURN c.id ORDER BY c.id },
  viaDocument: head([(n)-[:VIA_DOCUMENT]->(d:Document) | d.id]),
  utterance: head([(n)-[:REPORTS]->(u:Utterance) | u.id]),
  carriedIn: COLLECT { MATCH (n)-[:CARRIED_IN]->(v:DocumentVersion) RETURN v.id ORDER BY v.id }} AS row
