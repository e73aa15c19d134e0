// migration: schema
// Each list in the order that its index gives: without, a list sorts all there is (docs/decisions.md).
CREATE INDEX claim_by_recorded IF NOT EXISTS FOR (n:Claim) ON (n.reviewState, n.recordedFrom, n.id);
CREATE INDEX claim_by_origins IF NOT EXISTS FOR (n:Claim) ON (n.reviewState, n.originCount, n.id);
CREATE INDEX agent_by_recorded IF NOT EXISTS FOR (n:Agent) ON (n.recordedFrom, n.id);
CREATE INDEX document_by_recorded IF NOT EXISTS FOR (n:Document) ON (n.recordedFrom, n.id);
CREATE INDEX document_url IF NOT EXISTS FOR (n:Document) ON (n.url);
CREATE INDEX relation_by_recorded IF NOT EXISTS FOR (n:ClaimRelation) ON (n.kind, n.reviewState, n.recordedFrom, n.id);
CREATE INDEX chain_by_agent IF NOT EXISTS FOR ()-[r:IN_CHAIN_OF]-() ON (r.agentId, r.recordedFrom, r.claimId);
