// one node whose write lock is held from here on; read after that, its state is the last committed one
UNWIND $ids AS id
MATCH (n:Claim|Attribution|Utterance|Agent|Document|DocumentVersion|ClaimRelation|Join|Review|CorrectionNotice|CommentRequest|TextSpan {id: id})
SET n.heldBy = true
REMOVE n.heldBy
RETURN n.id AS id, coalesce(n.revision, 1) AS revision, n.reviewState AS reviewState
