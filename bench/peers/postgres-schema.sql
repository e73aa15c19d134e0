-- The tables of the PostgreSQL peer. One line of the record format becomes one row here (column = property in snake
-- case), its lists of references become rows of the tables of pairs. Load with COPY in any order, then run
-- postgres-indexes.sql: neither keys nor foreign keys stand in the way of the COPY.
-- The cluster is made with `initdb --locale=C --encoding=UTF8`: texts sort as they do in Neo4j.
CREATE TABLE agent (
  id text NOT NULL,
  type text NOT NULL, -- AgentRow.label: Person, Organization, UnnamedSource, SourceGroup
  name text NOT NULL,
  aliases text[] NOT NULL,
  kind text,
  descriptor text,
  anonymity_reason text,
  recorded_from timestamptz NOT NULL
);
CREATE TABLE utterance (
  id text NOT NULL,
  said_at text,
  place text,
  medium text,
  review_state text NOT NULL,
  recorded_from timestamptz NOT NULL
);
CREATE TABLE document (
  id text NOT NULL,
  url text,
  title text,
  doc_type text,
  language text,
  availability text NOT NULL,
  publisher_id text,
  recorded_from timestamptz NOT NULL
);
CREATE TABLE version (
  id text NOT NULL,
  document_id text NOT NULL,
  seq integer NOT NULL,
  content_sha256 text,
  text text,
  text_access text,
  published_at timestamptz,
  modified_at timestamptz,
  retrieved_at timestamptz,
  archived_url text,
  availability text NOT NULL,
  revision_of_id text,
  recorded_from timestamptz NOT NULL
);
CREATE TABLE claim (
  id text NOT NULL,
  text text NOT NULL,
  language text NOT NULL,
  type text NOT NULL,
  review_state text NOT NULL,
  origin_count integer NOT NULL, -- as Claim.originCount: kept, not counted at each read
  recorded_from timestamptz NOT NULL
);
CREATE TABLE attribution (
  id text NOT NULL,
  version_id text NOT NULL,
  agent_id text,
  utterance_id text,
  disclosure text NOT NULL,
  quote_type text,
  cue text,
  speech_act text,
  described_as text,
  said_at text,
  medium text,
  setting text,
  scope_certainty double precision,
  sic boolean NOT NULL,
  note text,
  review_state text NOT NULL,
  recorded_from timestamptz NOT NULL
);
-- AttributionRow.relays: outer hop -> inner hop, towards the origin
CREATE TABLE relays (
  outer_id text NOT NULL,
  inner_id text NOT NULL
);
-- AttributionRow.asserts (presupposes false) and .presupposes (presupposes true, polarity ASSERTED)
CREATE TABLE asserts (
  attribution_id text NOT NULL,
  claim_id text NOT NULL,
  polarity text NOT NULL,
  presupposes boolean NOT NULL
);
-- AttributionRow.carriedIn
CREATE TABLE carried_in (
  attribution_id text NOT NULL,
  version_id text NOT NULL
);
CREATE TABLE span (
  id text NOT NULL,
  owner_id text, -- SpanRow.owner
  version_id text NOT NULL,
  anchored_from_id text,
  role text NOT NULL,
  segment integer NOT NULL,
  "start" integer,
  "end" integer,
  exact text,
  exact_sha256 text,
  prefix text,
  suffix text,
  zone text NOT NULL,
  anchor_status text NOT NULL,
  anchor_score double precision
);
CREATE TABLE relation (
  id text NOT NULL,
  kind text NOT NULL,
  left_id text NOT NULL,
  right_id text NOT NULL,
  types text[] NOT NULL,
  same_event text NOT NULL,
  score double precision,
  method text NOT NULL,
  rationale text,
  review_state text NOT NULL,
  recorded_from timestamptz NOT NULL
);
CREATE TABLE review (
  id text NOT NULL,
  claim_id text NOT NULL,
  url text,
  author_id text,
  claim_revision integer NOT NULL,
  date_published text,
  rating_value double precision,
  best_rating double precision,
  worst_rating double precision,
  alternate_name text
);
