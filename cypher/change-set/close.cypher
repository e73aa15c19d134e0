// the place of a change set in the order of all, and that of the last one before it that joined or split anything; from
// here to the commit no other writer gets a place
MERGE (log:ChangeLog {id: 'changes'})
// A property is read as it was before the lock was had, unless something was written first.
SET log.heldBy = $changeSet
WITH log, coalesce(log.lastSeq, 0) + 1 AS seq, coalesce(log.lastJoin, 0) AS lastJoin, datetime.truncate('millisecond', datetime.realtime('Z')) AS now
WITH log, seq, lastJoin, CASE WHEN now > coalesce(log.lastRecordedAt, datetime({epochMillis: 0})) THEN now
                    ELSE log.lastRecordedAt + duration({milliseconds: 1}) END AS recordedAt
SET log.lastSeq = seq, log.lastRecordedAt = recordedAt, log.lastJoin = CASE WHEN $joins THEN seq ELSE lastJoin END
REMOVE log.heldBy
WITH seq, recordedAt, lastJoin
MATCH (cs:ChangeSet {id: $changeSet})
SET cs.seq = seq, cs.recordedAt = recordedAt, cs.recordedFrom = recordedAt, cs.result = $result
RETURN seq, recordedAt, lastJoin
