-- Record type approach-watch, generated from its declaration (1-maritime/picture).
CREATE TABLE basinet.r_approach_watch (
  id uuid PRIMARY KEY,
  rev integer NOT NULL CHECK (rev >= 1),
  version integer NOT NULL,
  title text NOT NULL,
  fts text NOT NULL,
  owner text NOT NULL,
  class smallint NOT NULL CHECK (class BETWEEN 0 AND 4),
  release_to text[] NOT NULL,
  display_only text[] NOT NULL,
  handling text[] NOT NULL,
  purposes text[] NOT NULL,
  personal boolean NOT NULL,
  juvenile boolean NOT NULL,
  sealed boolean NOT NULL,
  keep_until timestamptz,
  erase_by timestamptz,
  holds text[] NOT NULL,
  lease_until timestamptz,
  onward text NOT NULL,
  sources text[] NOT NULL,
  exercise boolean NOT NULL,
  body jsonb NOT NULL,
  refs jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by text NOT NULL,
  supersedes uuid,
  reason text,
  command text NOT NULL,
  f_name text,
  f_state text,
  f_severity text,
  f_limit_nm double precision,
  f_ahead_minutes bigint
);
CREATE INDEX r_approach_watch_updated ON basinet.r_approach_watch (updated_at DESC, id DESC);
CREATE INDEX r_approach_watch_name ON basinet.r_approach_watch (f_name, updated_at DESC, id DESC);
CREATE INDEX r_approach_watch_state ON basinet.r_approach_watch (f_state, updated_at DESC, id DESC);
CREATE INDEX r_approach_watch_severity ON basinet.r_approach_watch (f_severity, updated_at DESC, id DESC);
CREATE INDEX r_approach_watch_limit_nm ON basinet.r_approach_watch (f_limit_nm, id);
CREATE INDEX r_approach_watch_ahead_minutes ON basinet.r_approach_watch (f_ahead_minutes, id);
CREATE TABLE basinet.h_approach_watch (LIKE basinet.r_approach_watch);
ALTER TABLE basinet.h_approach_watch ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_approach_watch
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('approach-watch', 'general', 'general', 'approach_watch');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_approach_watch FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_approach_watch ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_approach_watch ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_approach_watch FOR SELECT TO basinet_app USING (
    (SELECT 'approach-watch' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_approach_watch.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_approach_watch.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_approach_watch.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_approach_watch.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_approach_watch.display_only))
    AND r_approach_watch.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_approach_watch.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_approach_watch.purposes))
    AND (NOT r_approach_watch.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_approach_watch.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_approach_watch.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_approach_watch.lease_until IS NULL OR r_approach_watch.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_approach_watch.erase_by IS NULL OR r_approach_watch.erase_by > (SELECT (basinet.subject_now()).at) OR r_approach_watch.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_approach_watch FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_approach_watch FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'approach-watch' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_approach_watch.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_approach_watch.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_approach_watch.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_approach_watch.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_approach_watch.display_only))
    AND r_approach_watch.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_approach_watch.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_approach_watch.purposes))
    AND (NOT r_approach_watch.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_approach_watch.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_approach_watch.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_approach_watch.lease_until IS NULL OR r_approach_watch.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_approach_watch.erase_by IS NULL OR r_approach_watch.erase_by > (SELECT (basinet.subject_now()).at) OR r_approach_watch.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_approach_watch FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_approach_watch now WHERE now.id = h_approach_watch.id)
    AND NULLIF(
    h_approach_watch.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_approach_watch.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_approach_watch.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_approach_watch.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_approach_watch.display_only))
    AND h_approach_watch.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_approach_watch.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_approach_watch.purposes))
    AND (NOT h_approach_watch.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_approach_watch.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_approach_watch.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_approach_watch.lease_until IS NULL OR h_approach_watch.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_approach_watch.erase_by IS NULL OR h_approach_watch.erase_by > (SELECT (basinet.subject_now()).at) OR h_approach_watch.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_approach_watch TO basinet_app;
GRANT SELECT ON basinet.h_approach_watch TO basinet_app;
