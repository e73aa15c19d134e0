// one node that is a former one from here on: it trades its label, keeps its edges, and gets its end from the change set
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (n:Attribution|Review|CorrectionNotice|CommentRequest {id: row.id})
FOREACH (_ IN CASE WHEN n:Attribution THEN [1] ELSE [] END | SET n:FormerAttribution REMOVE n:Attribution)
FOREACH (_ IN CASE WHEN n:Review THEN [1] ELSE [] END | SET n:FormerReview REMOVE n:Review)
FOREACH (_ IN CASE WHEN n:CorrectionNotice THEN [1] ELSE [] END | SET n:FormerCorrectionNotice REMOVE n:CorrectionNotice)
FOREACH (_ IN CASE WHEN n:CommentRequest THEN [1] ELSE [] END | SET n:FormerCommentRequest REMOVE n:CommentRequest)
MERGE (cs)-[:CHANGED]->(n)
RETURN n.id AS id
