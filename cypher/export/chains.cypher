// one chain of a claim, as a flat row; a claim without a chain has one row, too
UNWIND $ids AS claimId
MATCH (c:Claim {id: claimId})
OPTIONAL CALL (c) {
  MATCH (c)<-[e:ASSERTS|PRESUPPOSES]-(inner:Attribution)
  MATCH path = (outer:Attribution)-[:RELAYS*0..7]->(inner)
  WHERE NOT EXISTS { (:Attribution)-[:RELAYS]->(outer) }
    AND all(hop IN nodes(path) WHERE hop:Attribution AND hop.reviewState IN $states AND hop.recordedFrom <= $until)
  MATCH (outer)-[:REPORTED_IN]->(version:DocumentVersion)-[:VERSION_OF]->(document:Document)
  OPTIONAL MATCH (document)-[:PUBLISHED_BY]->(outlet:Agent)
  OPTIONAL MATCH (inner)-[:CREDITS]->(origin:Agent)
  WITH *, [hop IN nodes(path) | head([(hop)-[:CREDITS]->(a:Agent) | a.name])] AS names,
       inner.disclosure = 'OWN_VOICE' AND length(path) = 0 AS narrated,
       // The first words of the quote; of the content where nothing is quoted.
       head(COLLECT {
         MATCH (inner)-[:HAS_SPAN]->(s:TextSpan)
         WHERE s.role IN ['QUOTE', 'CONTENT']
         RETURN s ORDER BY s.role DESC, s.segment LIMIT 1
       }) AS words
  RETURN {
      polarity: coalesce(e.polarity, 'ASSERTED'), presupposed: type(e) = 'PRESUPPOSES',
      hops: names, narrated: narrated,
      outletId: outlet.id, outlet: outlet.name,
      originId: origin.id, origin: origin.name,
      originType: head([label IN labels(origin) WHERE label <> 'Agent']), originKind: origin.kind,
      attributionId: inner.id, disclosure: inner.disclosure, describedAs: inner.describedAs, quoteType: inner.quoteType,
      speechAct: inner.speechAct, cue: inner.cue, saidAt: inner.saidAt, scopeCertainty: inner.scopeCertainty,
      documentId: document.id, url: document.url, title: document.title, language: document.language,
      versionId: version.id, publishedAt: version.publishedAt,
      contentStart: words.start, contentEnd: words.end,
      key: reduce(key = '', hop IN nodes(path) | key + hop.id + '/')
    } AS chain
  ORDER BY chain.key
}
RETURN claimId, chain
