// Which quotations change on their way from one outlet to another?
// A row is one utterance as two documents quote it, with at least half of the words in common, and not all. Texts for members only are left out.
MATCH (utterance:Utterance {reviewState: 'CONFIRMED'})<-[:REPORTS]-(origin:Attribution {reviewState: 'CONFIRMED'})
WHERE origin.quoteType IN ['DIRECT', 'MIXED']
MATCH (origin)-[:HAS_SPAN]->(span:TextSpan)-[:IN_VERSION]->(version:DocumentVersion {textAccess: 'PUBLIC'})
WHERE span.role = CASE origin.quoteType WHEN 'DIRECT' THEN 'CONTENT' ELSE 'QUOTE' END
MATCH (version)-[:VERSION_OF]->(document:Document)-[:PUBLISHED_BY]->(outlet:Agent)
WITH DISTINCT utterance, document, outlet.name AS outlet, span.exact AS words
WITH utterance, document, outlet, words, split(toLower(replace(replace(words, '"', ''), ',', '')), ' ') AS list
// Each quotation: 0 the document, 1 its outlet, 2 the words as printed, 3 the same one by one.
WITH utterance, collect([document.id, outlet, words, list]) AS quotations
UNWIND quotations AS one
UNWIND quotations AS other
WITH utterance, one, other, size([word IN one[3] WHERE word IN other[3]]) AS common
WHERE one[1] < other[1] AND one[0] <> other[0] AND one[3] <> other[3]
  AND 2 * common >= size(one[3]) AND 2 * common >= size(other[3])
RETURN utterance.saidAt AS saidAt, one[1] AS outlet, one[2] AS words, other[1] AS otherOutlet, other[2] AS otherWords
ORDER BY saidAt, outlet, otherOutlet, words, otherWords
