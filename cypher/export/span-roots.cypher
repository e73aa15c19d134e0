// whose words a span marks: an attribution, a notice or a request, by way of the place that it was found again from
UNWIND $ids AS id
MATCH (:TextSpan {id: id})-[:ANCHORED_FROM*0..20]->(:TextSpan)<-[:HAS_SPAN]-(owner:Attribution|CorrectionNotice|CommentRequest)
RETURN DISTINCT id, owner.id AS owner
