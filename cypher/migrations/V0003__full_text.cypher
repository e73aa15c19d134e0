// migration: schema
// English stems: "inform" finds "informed". Other languages pass it almost unchanged. An address is one token.
CREATE FULLTEXT INDEX claim_text IF NOT EXISTS FOR (n:Claim) ON EACH [n.text] OPTIONS { indexConfig: { `fulltext.analyzer`: 'english' } };
CREATE FULLTEXT INDEX agent_name IF NOT EXISTS FOR (n:Agent) ON EACH [n.name, n.aliases] OPTIONS { indexConfig: { `fulltext.analyzer`: 'standard-folding' } };
CREATE FULLTEXT INDEX document_other_url IF NOT EXISTS FOR (n:Document) ON EACH [n.otherUrls] OPTIONS { indexConfig: { `fulltext.analyzer`: 'keyword' } };
