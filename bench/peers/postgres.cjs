const { Pool } = require('pg');
const { portOf, serveBare } = require('./serve.cjs');

/**
 * The same two answers from PostgreSQL (postgres-schema.sql): one statement each, a recursive CTE for the chains, the
 * answer built as JSON by the database and handed on as the text that it is.
 */

// One row a chain of the claims in `wanted`: from the innermost attribution outwards to one that nobody relays. PostgreSQL
// expects a recursion to find a hundred times what it does find, and would hash whole tables for it: OFFSET 0 and the count
// hold it to the indexes.
const chains = `
  path AS (
    SELECT w.id AS claim_id, s.attribution_id AS inner_id, a.id AS outer_id, s.polarity, ARRAY[a.id] AS hops
    FROM wanted w
    JOIN asserts s ON s.claim_id = w.id
    JOIN attribution a ON a.id = s.attribution_id
    WHERE a.review_state = 'CONFIRMED'
    UNION ALL
    SELECT p.claim_id, p.inner_id, a.id, p.polarity, a.id || p.hops
    FROM path p
    CROSS JOIN LATERAL (SELECT r.outer_id FROM relays r WHERE r.inner_id = p.outer_id OFFSET 0) r
    CROSS JOIN LATERAL (SELECT a.id FROM attribution a WHERE a.id = r.outer_id AND a.review_state = 'CONFIRMED' OFFSET 0) a
  ),
  chain AS MATERIALIZED (
    SELECT p.*, array_to_string(p.hops, '/') || '/' AS key, v.id AS version_id, v.availability, v.text_access, d.id AS document_id,
           o.id AS outlet_id, o.name AS outlet_name, i.disclosure AS inner_disclosure, g.id AS origin_id,
           g.type AS origin_type, coalesce(u.id, g.id) AS origin_key,
           cardinality(p.hops) = 1 AND i.disclosure = 'OWN_VOICE' AS narrated
    FROM (SELECT * FROM path p WHERE (SELECT count(*) FROM relays r WHERE r.inner_id = p.outer_id) = 0 OFFSET 0) p
    JOIN attribution i ON i.id = p.inner_id
    JOIN version v ON v.id = i.version_id
    JOIN document d ON d.id = v.document_id
    LEFT JOIN agent o ON o.id = d.publisher_id
    LEFT JOIN agent g ON g.id = i.agent_id
    LEFT JOIN utterance u ON u.id = i.utterance_id AND u.review_state = 'CONFIRMED'
  )`;

// The hops of the chain c, outlet first; `attribution` is what each shows of its attribution, if anything.
const hops = (attribution) => `
  SELECT string_agg(h.name, ' ← ' ORDER BY h.place) AS text, count(*) AS length,
         json_agg(json_build_object(
           'position', h.position,
           'role', CASE WHEN h.place = cardinality(c.hops) THEN 'ORIGIN' WHEN h.position = 0 THEN 'OUTLET' ELSE 'RELAY' END,
           'agent', h.agent${attribution ? ", 'attribution', h.attribution" : ''}) ORDER BY h.place) AS hops
  FROM (
    SELECT 0 AS place, 0 AS position, coalesce(c.outlet_name, 'publisher not known') AS name,
           CASE WHEN c.outlet_id IS NOT NULL THEN json_build_object('id', c.outlet_id, 'name', c.outlet_name) END AS agent,
           NULL::json AS attribution
    WHERE NOT c.narrated
    UNION ALL
    SELECT n.place, n.place - c.narrated::int, coalesce(g.name, 'source not stated'),
           CASE WHEN g.id IS NOT NULL THEN json_build_object('id', g.id, 'name', g.name) END,
           ${attribution || 'NULL::json'}
    FROM unnest(c.hops) WITH ORDINALITY AS n (id, place)
    JOIN attribution a ON a.id = n.id
    LEFT JOIN agent g ON g.id = a.agent_id
  ) h`;

const attribution = `json_build_object('disclosure', a.disclosure, 'quoteType', a.quote_type, 'cue', a.cue, 'spans', coalesce((
  SELECT json_agg(json_build_object('role', s.role, 'start', s."start", 'end', s."end",
           'exact', CASE WHEN c.availability = 'HELD' AND c.text_access = 'PUBLIC' THEN s.exact END)
         ORDER BY s.role, s.segment, s.id)
  FROM span s WHERE s.owner_id = a.id), '[]'))`;

const inLatestVersion = `
  NOT EXISTS (SELECT FROM version next WHERE next.revision_of_id = c.version_id)
  OR NOT EXISTS (
    SELECT FROM unnest(c.hops) AS n (id)
    WHERE NOT EXISTS (
      SELECT FROM carried_in k
      WHERE k.attribution_id = n.id AND NOT EXISTS (SELECT FROM version next WHERE next.revision_of_id = k.version_id)))`;

const claimStatement = `
WITH RECURSIVE
  related AS (
    SELECT r.id, r.types, r.rationale, r.recorded_from, CASE WHEN r.left_id = $1 THEN r.right_id ELSE r.left_id END AS other_id
    FROM relation r
    WHERE (r.left_id = $1 OR r.right_id = $1) AND r.kind = 'CONTRADICTS' AND r.review_state = 'CONFIRMED'
    ORDER BY r.recorded_from DESC, r.id DESC
    LIMIT 20
  ),
  wanted AS (SELECT $1::text AS id UNION SELECT other_id FROM related),
  ${chains}
SELECT json_build_object('data', json_build_object('claim', (
  SELECT json_build_object(
    'text', claim.text,
    'type', claim.type,
    'attributionChains', json_build_object('nodes', coalesce((
      SELECT json_agg(json_build_object('text', h.text, 'length', h.length,
          'anonymous', c.inner_disclosure = 'UNNAMED' OR coalesce(c.origin_type = 'UnnamedSource', false),
          'inLatestVersion', ${inLatestVersion}, 'hops', h.hops) ORDER BY c.key)
      FROM (SELECT * FROM chain WHERE claim_id = claim.id ORDER BY key LIMIT 20) c
      CROSS JOIN LATERAL (${hops(attribution)}) h), '[]')),
    'origins', (
      SELECT json_build_object('distinctKnown', claim.origin_count,
'unnamed', count(DISTINCT c.origin_key) FILTER (WHERE c.origin_type = 'UnnamedSource' AND c.origin_key NOT IN (
          SELECT n.origin_key FROM chain n
          WHERE n.claim_id = claim.id AND n.polarity = 'ASSERTED' AND n.origin_type <> 'UnnamedSource')),
        'unknown', count(*) FILTER (WHERE c.origin_id IS NULL),
        'chains', count(*), 'documents', count(DISTINCT c.document_id))
      FROM chain c WHERE c.claim_id = claim.id AND c.polarity = 'ASSERTED'),
    'contradictions', json_build_object('edges', coalesce((
      SELECT json_agg(json_build_object(
          'relation', json_build_object('types', r.types, 'rationale', r.rationale),
          'node', json_build_object('text', other.text, 'attributionChains', json_build_object('nodes', coalesce((
            SELECT json_agg(json_build_object('text', h.text) ORDER BY c.key)
            FROM (SELECT * FROM chain WHERE claim_id = r.other_id ORDER BY key LIMIT 20) c
            CROSS JOIN LATERAL (${hops('')}) h), '[]')))) ORDER BY r.recorded_from DESC, r.id DESC)
      FROM related r JOIN claim other ON other.id = r.other_id), '[]')),
    'reviews', json_build_object('nodes', coalesce((
      SELECT json_agg(json_build_object('url', w.url,
          'author', CASE WHEN g.id IS NOT NULL THEN json_build_object('name', g.name) END,
          'rating', CASE WHEN w.rating_value IS NOT NULL OR w.alternate_name IS NOT NULL
            THEN json_build_object('ratingValue', w.rating_value, 'alternateName', w.alternate_name) END) ORDER BY w.id)
      FROM (SELECT * FROM review WHERE claim_id = claim.id ORDER BY id LIMIT 20) w
      LEFT JOIN agent g ON g.id = w.author_id), '[]')))
  FROM claim WHERE claim.id = $1)))::text AS answer`;

const pageStatement = `
WITH RECURSIVE
  wanted AS (
    SELECT id, text, recorded_from FROM claim WHERE review_state = 'CONFIRMED'
    ORDER BY recorded_from DESC, id DESC LIMIT 100
  ),
  ${chains}
SELECT json_build_object('data', json_build_object('claims', json_build_object('nodes', coalesce((
  SELECT json_agg(json_build_object('id', w.id, 'text', w.text, 'attributionChains', json_build_object('nodes', coalesce((
      SELECT json_agg(json_build_object('text', h.text, 'hops', h.hops) ORDER BY c.key)
      FROM (SELECT * FROM chain WHERE claim_id = w.id ORDER BY key LIMIT 5) c
      CROSS JOIN LATERAL (${hops('')}) h), '[]'))) ORDER BY w.recorded_from DESC, w.id DESC)
  FROM wanted w), '[]'))))::text AS answer`;

exports.statements = { claim: claimStatement, page: pageStatement };

/**
 * PostgreSQL's two reads; each gives the JSON text of the answer. Prepared statements, a pool of the library's size; no
 * compiling of plans, which costs these statements more than it gains, and costs as on a solid-state disk.
 * @param {Record<string, string | undefined>} env PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE
 */
exports.openPostgres = (env) => {
  const pool = new Pool({
    host: env.PGHOST,
    port: env.PGPORT === undefined ? undefined : Number(env.PGPORT),
    user: env.PGUSER,
    password: env.PGPASSWORD,
    database: env.PGDATABASE,
    options: '-c jit=off -c random_page_cost=1.1',
  });
  const answer = async (config) => (await pool.query(config)).rows[0].answer;
  return {
    claim: (id) => answer({ name: 'claim', text: claimStatement, values: [id] }),
    page: () => answer({ name: 'page', text: pageStatement }),
    close: () => pool.end(),
  };
};

if (require.main === module) serveBare(exports.openPostgres(process.env), portOf(process.env));
