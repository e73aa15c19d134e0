// Who was asked for comment, and what came of it?
// A row is a request that a document tells of: who asked whom, and the outcome as it is stated there.
MATCH (request:CommentRequest)-[:MADE_IN]->(:DocumentVersion)-[:VERSION_OF]->(document:Document)-[:PUBLISHED_BY]->(outlet:Agent)
MATCH (request)-[:ASKED]->(asked:Agent)
RETURN outlet.name AS outlet, asked.name AS asked, request.outcome AS outcome, document.title AS document
ORDER BY outlet, asked, document
