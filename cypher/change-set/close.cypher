// the place of a change set in the order of all; from here to the commit no other writer gets one
MERGE (log:ChangeLog {id: 'changes'})
// A property is read as it was before the lock was had, unless something was written first.
SET log.heldBy = $changeSet
WITH log, coalesce(log.lastSeq, 0) + 1 AS seq, datetime.truncate('millisecond', datetime.realtime('Z')) AS now
WITH log, seq, CASE WHEN now > coalesce(log.lastRecordedAt, datetime({epochMillis: 0})) THEN now
                    ELSE log.lastRecordedAt + duration({milliseconds: 1}) END AS recordedAt
SET log.lastSeq = seq, log.lastRecordedAt = recordedAt
REMOVE log.heldBy
WITH seq, recordedAt
MATCH (cs:ChangeSet {id: $changeSet})
SET cs.seq = seq, cs.recordedAt = recordedAt, cs.recordedFrom = recordedAt
RETURN seq, recordedAt
