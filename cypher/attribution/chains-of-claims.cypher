// one chain of a claim: its hops in order, outermost attribution first; the outlet is the document's publisher. Hops, agents and spans are lists, in the order that attribution.queries gives
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
       CASE WHEN 'REJECTED' IN states THEN 'REJECTED' WHEN 'PROPOSED' IN states THEN 'PROPOSED' ELSE 'CONFIRMED' END AS reviewState
  WHERE key > $afterKey AND reviewState IN $reviewStates AND ($origin IS NULL OR inner.id = $origin)
    AND ($polarity IS NULL OR polarity = $polarity)
    AND ($presupposed IS NULL OR presupposed = $presupposed)
    AND ($anonymous IS NULL OR CASE WHEN $anonymous IS NULL THEN true
      ELSE $anonymous = (inner.disclosure = 'UNNAMED' OR size([(inner)-[:CREDITS]->(u:UnnamedSource) | 1]) > 0) END)
    AND ($agent IS NULL OR any(hop IN hops WHERE EXISTS { (hop)-[:CREDITS]->(g:Agent) WHERE g.id = $agent })
      OR EXISTS { (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(g:Agent) WHERE g.id = $agent })
  WITH * ORDER BY key LIMIT $limit
  MATCH (outer)-[:REPORTED_IN]->(version:DocumentVersion)-[:VERSION_OF]->(document:Document)
  OPTIONAL MATCH (document)-[:PUBLISHED_BY]->(p:Agent)
  WITH *, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(p)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, p) AS ps
  WITH *, [hop IN hops | [hop.id, hop.disclosure,
      CASE WHEN $withAttributions THEN [hop.quoteType, hop.cue, hop.speechAct, hop.describedAs, hop.saidAt, hop.medium, hop.setting,
        hop.scopeCertainty, hop.sic, hop.note,
        CASE WHEN $at IS NULL THEN hop.reviewState ELSE coalesce(head([(hop)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), hop.reviewState) END,
        coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(hop)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.revision]) END, hop.revision, 1),
        hop.recordedFrom.epochMillis, CASE WHEN $at IS NULL THEN hop.recordedTo.epochMillis END] END,
      head([(hop)-[:CREDITS]->(g:Agent) | [g.id, CASE WHEN g:Organization THEN 'Organization' WHEN g:Person THEN 'Person' WHEN g:UnnamedSource THEN 'UnnamedSource' ELSE 'SourceGroup' END] + CASE
        WHEN $at IS NULL AND NOT $withAgents THEN [g.name]
        ELSE head([gs IN [coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(g)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, g)] |
          CASE WHEN $withAgents THEN [gs.name, gs.aliases, gs.kind, gs.descriptor, gs.anonymityReason, gs.revision, g.recordedFrom.epochMillis] ELSE [gs.name] END]) END]),
      CASE WHEN $withSpans THEN COLLECT {
        MATCH (hop)-[:HAS_SPAN]->(s:TextSpan)-[:IN_VERSION]->(v:DocumentVersion)
        WITH s, v, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(v)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, v) AS held
        WITH s, v.id AS versionId, held.availability = 'HELD' AS isHeld, held.textAccess AS textAccess
        ORDER BY s.role, s.segment, s.id
        RETURN [s.id, s.role, s.segment, s.start, s.end, CASE WHEN isHeld THEN s.exact END, s.exactSha256, CASE WHEN isHeld THEN s.prefix END,
          CASE WHEN isHeld THEN s.suffix END, s.zone, s.anchorStatus, s.anchorScore, versionId, textAccess]
      } END]] AS hopRows
  RETURN presupposed, polarity, reviewState, hopRows, version.id AS versionId, document.id AS documentId,
    CASE WHEN p IS NULL THEN null
      WHEN $withAgents THEN [p.id, CASE WHEN p:Organization THEN 'Organization' WHEN p:Person THEN 'Person' WHEN p:UnnamedSource THEN 'UnnamedSource' ELSE 'SourceGroup' END, ps.name, ps.aliases, ps.kind, ps.descriptor, ps.anonymityReason, ps.revision, p.recordedFrom.epochMillis]
      ELSE [p.id, CASE WHEN p:Organization THEN 'Organization' WHEN p:Person THEN 'Person' WHEN p:UnnamedSource THEN 'UnnamedSource' ELSE 'SourceGroup' END, ps.name] END AS publisher,
    CASE WHEN $withLatest THEN NOT EXISTS { (next:DocumentVersion)-[:REVISION_OF]->(version) WHERE $at IS NULL OR next.recordedFrom <= $at }
      OR all(hop IN hops WHERE EXISTS {
        MATCH (hop)-[in:CARRIED_IN]->(later:DocumentVersion)
        WHERE ($at IS NULL OR in.recordedFrom <= $at)
          AND NOT EXISTS { (next:DocumentVersion)-[:REVISION_OF]->(later) WHERE $at IS NULL OR next.recordedFrom <= $at }
      }) END AS inLatestVersion
}
RETURN parentId, presupposed, polarity, reviewState, hopRows AS hops, versionId, documentId, publisher, inLatestVersion
