// the migration, recorded once
MERGE (m:Migration {version: $version})
ON CREATE SET m.name = $name, m.checksum = $checksum, m.appliedAt = datetime.realtime('Z')
RETURN m.version AS version, m.checksum AS checksum
