// migration: schema
// Former facts by id, and the lists of a past moment in the order of an index that knows no state.
CREATE CONSTRAINT former_review_id IF NOT EXISTS FOR (n:FormerReview) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT former_correction_notice_id IF NOT EXISTS FOR (n:FormerCorrectionNotice) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT former_comment_request_id IF NOT EXISTS FOR (n:FormerCommentRequest) REQUIRE n.id IS UNIQUE;
CREATE INDEX claim_by_any_recorded IF NOT EXISTS FOR (n:Claim) ON (n.recordedFrom, n.id);
CREATE INDEX relation_by_any_recorded IF NOT EXISTS FOR (n:ClaimRelation) ON (n.kind, n.recordedFrom, n.id);
