// How long does a claim stand before it is corrected or withdrawn?
// A row is an attribution that a notice corrects: when its claim was first published by anybody, when the notice came, and the hours between.
MATCH (notice:CorrectionNotice)-[:CORRECTS]->(corrected:Attribution {reviewState: 'CONFIRMED'})
WHERE notice.kind IN ['CORRECTION', 'RETRACTION', 'CLARIFICATION'] AND notice.statedAt IS NOT NULL
MATCH (corrected)-[:RELAYS*0..7]->(:Attribution)-[:ASSERTS|PRESUPPOSES]->(claim:Claim {reviewState: 'CONFIRMED'})
MATCH (notice)-[:STATED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(outlet:Agent)
MATCH (claim)<-[stands:ASSERTS|PRESUPPOSES]-(:Attribution {reviewState: 'CONFIRMED'})-[:REPORTED_IN]->(version:DocumentVersion)
WHERE coalesce(stands.polarity, 'ASSERTED') = 'ASSERTED' AND version.publishedAt IS NOT NULL
WITH notice, outlet, claim, min(version.publishedAt) AS firstReported
RETURN claim.text AS claim, firstReported, notice.kind AS notice, outlet.name AS by, notice.statedAt AS statedAt,
       round(duration.inSeconds(firstReported, notice.statedAt).seconds / 3600.0, 1) AS hours
ORDER BY hours DESC, claim
