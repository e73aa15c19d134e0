// migration: schema
// The documents of an outlet in the order of the list: by PUBLISHED_BY alone, all of them would be sorted for a page.
CREATE INDEX document_by_publisher IF NOT EXISTS FOR (n:Document) ON (n.publisherId, n.recordedFrom, n.id);
