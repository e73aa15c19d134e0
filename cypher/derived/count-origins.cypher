// one claim with the number of its origins
UNWIND $rows AS row
MATCH (c:Claim {id: row.claimId})
SET c.originCount = row.originCount
RETURN row.claimId AS claimId
