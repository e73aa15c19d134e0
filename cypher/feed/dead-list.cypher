// one delivery that was given up and has not come through since, the oldest first
MATCH (d:DeadDelivery)-[:MEANT_FOR]->(w:Webhook)
WHERE d.deliveredAt IS NULL AND ($ids IS NULL OR d.id IN $ids)
RETURN d.id AS id, w.id AS webhook, w.url AS url, w.secretSealed AS secretSealed, d.seq AS seq, d.attempts AS attempts,
       d.lastError AS lastError, d.at AS at
ORDER BY at, id
