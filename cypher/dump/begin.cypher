// the restore that is under way; it begins where there is none
MERGE (r:Restoring {id: 'restore'})
ON CREATE SET r.dump = $dump, r.next = 0
RETURN r.dump AS dump, r.next AS next
