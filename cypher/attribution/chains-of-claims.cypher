// one chain of a claim: its hops in order, outermost attribution first; the outlet is the document's publisher
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[e:ASSERTS|PRESUPPOSES]-(inner:Attribution)
  MATCH path = (outer:Attribution)-[:RELAYS*0..7]->(inner)
  WHERE NOT EXISTS { (o:Attribution)-[:RELAYS]->(outer) WHERE $at IS NULL OR o.recordedFrom <= $at }
    AND all(hop IN nodes(path) WHERE hop:Attribution AND ($at IS NULL OR hop.recordedFrom <= $at))
  WITH inner, outer, nodes(path) AS hops, type(e) = 'PRESUPPOSES' AS presupposed, coalesce(e.polarity, 'ASSERTED') AS polarity
  WITH *, reduce(key = '', hop IN hops | key + hop.id + '/') AS key,
       CASE
         WHEN any(hop IN hops WHERE hop.reviewState = 'REJECTED') THEN 'REJECTED'
         WHEN any(hop IN hops WHERE hop.reviewState = 'PROPOSED') THEN 'PROPOSED'
         ELSE 'CONFIRMED'
       END AS reviewState,
       inner.disclosure = 'UNNAMED' OR EXISTS { (inner)-[:CREDITS]->(:UnnamedSource) } AS anonymous
  WHERE key > $afterKey AND reviewState IN $reviewStates
    AND ($polarity IS NULL OR polarity = $polarity)
    AND ($presupposed IS NULL OR presupposed = $presupposed)
    AND ($anonymous IS NULL OR anonymous = $anonymous)
    AND ($agent IS NULL OR any(hop IN hops WHERE EXISTS { (hop)-[:CREDITS]->(:Agent {id: $agent}) })
      OR EXISTS { (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(:Agent {id: $agent}) })
  WITH * ORDER BY key LIMIT $limit
  MATCH (outer)-[:REPORTED_IN]->(version:DocumentVersion)-[:VERSION_OF]->(document:Document)
  OPTIONAL MATCH (document)-[:PUBLISHED_BY]->(p:Agent)
  CALL (hops) {
    UNWIND range(0, size(hops) - 1) AS i
    WITH i, hops[i] AS a
    OPTIONAL MATCH (a)-[:CREDITS]->(g:Agent)
    WITH i, a, g ORDER BY i
    RETURN collect({id: a.id, quoteType: a.quoteType, disclosure: a.disclosure, cue: a.cue, speechAct: a.speechAct,
      describedAs: a.describedAs, saidAt: a.saidAt, medium: a.medium, setting: a.setting,
      scopeCertainty: a.scopeCertainty, sic: a.sic, note: a.note, reviewState: a.reviewState, recordedFrom: a.recordedFrom,
      agent: CASE WHEN g IS NULL THEN null ELSE {id: g.id, type: [label IN labels(g) WHERE label <> 'Agent'][0], name: g.name,
        aliases: g.aliases, kind: g.kind, descriptor: g.descriptor, anonymityReason: g.anonymityReason,
        recordedFrom: g.recordedFrom} END,
      spans: COLLECT {
        MATCH (a)-[:HAS_SPAN]->(s:TextSpan)
        WHERE $withSpans
        MATCH (s)-[:IN_VERSION]->(v:DocumentVersion)
        RETURN {id: s.id, role: s.role, segment: s.segment, start: s.start, end: s.end, exact: s.exact, exactSha256: s.exactSha256,
         prefix: s.prefix, suffix: s.suffix, zone: s.zone, anchorStatus: s.anchorStatus, anchorScore: s.anchorScore,
         versionId: v.id, textAccess: v.textAccess} ORDER BY s.role, s.segment, s.id
      }}) AS hopRows
  }
  RETURN key, presupposed, polarity, reviewState, anonymous, hopRows, version.id AS versionId, document.id AS documentId,
    CASE WHEN p IS NULL THEN null ELSE {id: p.id, type: [label IN labels(p) WHERE label <> 'Agent'][0], name: p.name,
      aliases: p.aliases, kind: p.kind, descriptor: p.descriptor, anonymityReason: p.anonymityReason,
      recordedFrom: p.recordedFrom} END AS publisher,
    NOT EXISTS { (:DocumentVersion)-[:REVISION_OF]->(version) }
      OR all(hop IN hops WHERE EXISTS {
        (hop)-[:CARRIED_IN]->(later:DocumentVersion) WHERE NOT EXISTS { (:DocumentVersion)-[:REVISION_OF]->(later) }
      }) AS inLatestVersion
}
RETURN parentId, key, presupposed, polarity, reviewState, anonymous, hopRows AS hops, versionId, documentId, publisher, inLatestVersion
