// one id that a former fact has
UNWIND $ids AS id
MATCH (n:FormerAttribution|FormerReview|FormerCorrectionNotice|FormerCommentRequest {id: id})
RETURN id
