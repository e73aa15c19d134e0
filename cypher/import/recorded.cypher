// one id of these that something has, and whether that is a former fact
CALL () {
  UNWIND $claims AS id MATCH (n:Claim {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $attributions AS id MATCH (n:Attribution {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $attributions AS id MATCH (n:FormerAttribution {id: id}) RETURN id, true AS former
  UNION ALL UNWIND $utterances AS id MATCH (n:Utterance {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $agents AS id MATCH (n:Agent {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $documents AS id MATCH (n:Document {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $versions AS id MATCH (n:DocumentVersion {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $spans AS id MATCH (n:TextSpan {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $events AS id MATCH (n:Event {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $relations AS id MATCH (n:ClaimRelation {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $joins AS id MATCH (n:Join {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $reviews AS id MATCH (n:Review {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $reviews AS id MATCH (n:FormerReview {id: id}) RETURN id, true AS former
  UNION ALL UNWIND $notices AS id MATCH (n:CorrectionNotice {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $notices AS id MATCH (n:FormerCorrectionNotice {id: id}) RETURN id, true AS former
  UNION ALL UNWIND $commentRequests AS id MATCH (n:CommentRequest {id: id}) RETURN id, false AS former
  UNION ALL UNWIND $commentRequests AS id MATCH (n:FormerCommentRequest {id: id}) RETURN id, true AS former
}
RETURN id, former
