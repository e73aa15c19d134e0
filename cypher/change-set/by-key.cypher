// the change set that was made under an idempotency key
MATCH (cs:ChangeSet {key: $key})
WHERE cs.seq IS NOT NULL
RETURN cs.id AS id, cs.inputSha256 AS inputSha256, cs.seq AS seq, cs.recordedAt AS recordedAt, cs.result AS result
