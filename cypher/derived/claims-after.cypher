// one claim, in the order of the ids, after a place in it
MATCH (c:Claim)
USING INDEX c:Claim(id)
WHERE c.id > $afterId
RETURN c.id AS id, c.originCount AS originCount
ORDER BY c.id
LIMIT $limit
