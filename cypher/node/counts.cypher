// one row: how many of the main kinds of records there are, and the last change set; all from the count store or an index
RETURN COUNT { (:Claim) } AS claims, COUNT { (:Attribution) } AS attributions, COUNT { (:Document) } AS documents,
       COUNT { (:Agent) } AS agents, COUNT { (:ClaimRelation) } AS relations,
       head(COLLECT { MATCH (c:ChangeLog {id: 'changes'}) RETURN c.lastSeq }) AS lastSeq
