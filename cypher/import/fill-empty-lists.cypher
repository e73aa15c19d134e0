// how many nodes got a list without values where the import tool, which knows no such list, gave them none
CALL () {
  MATCH (n:Agent) WHERE n.aliases IS NULL WITH n LIMIT $most SET n.aliases = [] RETURN count(n) AS filled
  UNION ALL
  MATCH (n:Document) WHERE n.otherUrls IS NULL WITH n LIMIT $most SET n.otherUrls = [] RETURN count(n) AS filled
  UNION ALL
  MATCH (n:ClaimRelation) WHERE n.types IS NULL WITH n LIMIT $most SET n.types = [] RETURN count(n) AS filled
}
RETURN sum(filled) AS filled
