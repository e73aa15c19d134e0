// one migration that is recorded
MATCH (m:Migration)
WHERE m.version IS NOT NULL
RETURN m.version AS version, m.name AS name, m.checksum AS checksum
ORDER BY version
