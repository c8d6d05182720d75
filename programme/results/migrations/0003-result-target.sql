-- Record type result-target, generated from its declaration (programme/results).
CREATE TABLE basinet.r_result_target (
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
  f_code text,
  f_nation text,
  f_kind text,
  f_period text,
  f_value double precision,
  f_state text
);
CREATE INDEX r_result_target_updated ON basinet.r_result_target (updated_at DESC, id DESC);
CREATE INDEX r_result_target_code ON basinet.r_result_target (f_code, updated_at DESC, id DESC);
CREATE INDEX r_result_target_nation ON basinet.r_result_target (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_result_target_kind ON basinet.r_result_target (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_result_target_period ON basinet.r_result_target (f_period, updated_at DESC, id DESC);
CREATE INDEX r_result_target_value ON basinet.r_result_target (f_value, id);
CREATE INDEX r_result_target_state ON basinet.r_result_target (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_result_target (LIKE basinet.r_result_target);
ALTER TABLE basinet.h_result_target ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_result_target
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('result-target', 'general', 'general', 'result_target');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_result_target FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_result_target ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_result_target ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_result_target FOR SELECT TO basinet_app USING (
    (SELECT 'result-target' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_result_target.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_result_target.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_result_target.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_result_target.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_result_target.display_only))
    AND r_result_target.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_result_target.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_result_target.purposes))
    AND (NOT r_result_target.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_result_target.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_result_target.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_result_target.lease_until IS NULL OR r_result_target.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_result_target.erase_by IS NULL OR r_result_target.erase_by > (SELECT (basinet.subject_now()).at) OR r_result_target.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_result_target FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_result_target FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'result-target' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_result_target.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_result_target.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_result_target.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_result_target.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_result_target.display_only))
    AND r_result_target.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_result_target.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_result_target.purposes))
    AND (NOT r_result_target.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_result_target.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_result_target.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_result_target.lease_until IS NULL OR r_result_target.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_result_target.erase_by IS NULL OR r_result_target.erase_by > (SELECT (basinet.subject_now()).at) OR r_result_target.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_result_target FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_result_target now WHERE now.id = h_result_target.id)
    AND NULLIF(
    h_result_target.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_result_target.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_result_target.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_result_target.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_result_target.display_only))
    AND h_result_target.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_result_target.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_result_target.purposes))
    AND (NOT h_result_target.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_result_target.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_result_target.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_result_target.lease_until IS NULL OR h_result_target.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_result_target.erase_by IS NULL OR h_result_target.erase_by > (SELECT (basinet.subject_now()).at) OR h_result_target.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_result_target TO basinet_app;
GRANT SELECT ON basinet.h_result_target TO basinet_app;
