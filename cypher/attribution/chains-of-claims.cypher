// one chain of a claim: its hops in order, outermost attribution first; the outlet is the document's publisher
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[e:ASSERTS|PRESUPPOSES]-(inner)
  MATCH path = (outer)-[:RELAYS*0..7]->(inner)
  WHERE NOT EXISTS {
      MATCH (o)-[:RELAYS]->(outer)
      WHERE (o:Attribution OR $at IS NOT NULL AND o.recordedTo > $at) AND ($at IS NULL OR o.recordedFrom <= $at)
    }
    AND all(hop IN nodes(path) WHERE (hop:Attribution OR $at IS NOT NULL AND hop.recordedTo > $at) AND ($at IS NULL OR hop.recordedFrom <= $at))
  WITH inner, outer, nodes(path) AS hops, type(e) = 'PRESUPPOSES' AS presupposed, coalesce(e.polarity, 'ASSERTED') AS polarity,
       [hop IN nodes(path) | CASE WHEN $at IS NULL THEN hop.reviewState ELSE
         coalesce(head([(hop)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), hop.reviewState) END] AS states
  WITH *, reduce(key = '', hop IN hops | key + hop.id + '/') AS key,
       CASE WHEN 'REJECTED' IN states THEN 'REJECTED' WHEN 'PROPOSED' IN states THEN 'PROPOSED' ELSE 'CONFIRMED' END AS reviewState,
       inner.disclosure = 'UNNAMED' OR EXISTS { (inner)-[:CREDITS]->(:UnnamedSource) } AS anonymous
  WHERE key > $afterKey AND reviewState IN $reviewStates AND ($origin IS NULL OR inner.id = $origin)
    AND ($polarity IS NULL OR polarity = $polarity)
    AND ($presupposed IS NULL OR presupposed = $presupposed)
    AND ($anonymous IS NULL OR anonymous = $anonymous)
    AND ($agent IS NULL OR any(hop IN hops WHERE EXISTS { (hop)-[:CREDITS]->(g:Agent) WHERE g.id = $agent })
      OR EXISTS { (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(g:Agent) WHERE g.id = $agent })
  WITH * ORDER BY key LIMIT $limit
  MATCH (outer)-[:REPORTED_IN]->(version:DocumentVersion)-[:VERSION_OF]->(document:Document)
  OPTIONAL MATCH (document)-[:PUBLISHED_BY]->(p:Agent)
  WITH *, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(p)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, p) AS ps
  CALL (hops, states) {
    UNWIND range(0, size(hops) - 1) AS i
    WITH i, hops[i] AS a
    OPTIONAL MATCH (a)-[:CREDITS]->(g:Agent)
    WITH i, a, states[i] AS state, g, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(g)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, g) AS gs
    ORDER BY i
    RETURN collect({id: a.id, quoteType: a.quoteType, disclosure: a.disclosure, cue: a.cue, speechAct: a.speechAct,
      describedAs: a.describedAs, saidAt: a.saidAt, medium: a.medium, setting: a.setting,
      scopeCertainty: a.scopeCertainty, sic: a.sic, note: a.note, reviewState: state,
      revision: coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.revision]) END, a.revision, 1), recordedFrom: a.recordedFrom,
      recordedTo: CASE WHEN $at IS NULL THEN a.recordedTo END,
      agent: CASE WHEN g IS NULL THEN null ELSE {id: g.id, type: [label IN labels(g) WHERE label <> 'Agent'][0], name: gs.name,
        aliases: gs.aliases, kind: gs.kind, descriptor: gs.descriptor, anonymityReason: gs.anonymityReason,
        revision: gs.revision, recordedFrom: g.recordedFrom} END,
      spans: COLLECT {
        MATCH (a)-[:HAS_SPAN]->(s:TextSpan)
        WHERE $withSpans
        MATCH (s)-[:IN_VERSION]->(v:DocumentVersion)
        WITH s, v, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(v)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, v) AS held
        RETURN {id: s.id, role: s.role, segment: s.segment, start: s.start, end: s.end, exact: CASE WHEN held.availability = 'HELD' THEN s.exact END, exactSha256: s.exactSha256,
         prefix: CASE WHEN held.availability = 'HELD' THEN s.prefix END,
         suffix: CASE WHEN held.availability = 'HELD' THEN s.suffix END, zone: s.zone, anchorStatus: s.anchorStatus, anchorScore: s.anchorScore,
         versionId: v.id, textAccess: held.textAccess} ORDER BY s.role, s.segment, s.id
      }}) AS hopRows
  }
  RETURN key, presupposed, polarity, reviewState, anonymous, hopRows, version.id AS versionId, document.id AS documentId,
    CASE WHEN p IS NULL THEN null ELSE {id: p.id, type: [label IN labels(p) WHERE label <> 'Agent'][0], name: ps.name,
      aliases: ps.aliases, kind: ps.kind, descriptor: ps.descriptor, anonymityReason: ps.anonymityReason,
      revision: ps.revision, recordedFrom: p.recordedFrom} END AS publisher,
    NOT EXISTS { (next:DocumentVersion)-[:REVISION_OF]->(version) WHERE $at IS NULL OR next.recordedFrom <= $at }
      OR all(hop IN hops WHERE EXISTS {
        MATCH (hop)-[in:CARRIED_IN]->(later:DocumentVersion)
        WHERE ($at IS NULL OR in.recordedFrom <= $at)
          AND NOT EXISTS { (next:DocumentVersion)-[:REVISION_OF]->(later) WHERE $at IS NULL OR next.recordedFrom <= $at }
      }) AS inLatestVersion
}
RETURN parentId, key, presupposed, polarity, reviewState, anonymous, hopRows AS hops, versionId, documentId, publisher, inLatestVersion
