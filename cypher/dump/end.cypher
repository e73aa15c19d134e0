// how many restores were under way; now there is none
MATCH (r:Restoring)
DELETE r
RETURN count(*) AS ended
