-- Record type result-value, generated from its declaration (programme/results).
CREATE TABLE basinet.r_result_value (
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
  f_period text,
  f_numerator double precision,
  f_denominator double precision,
  f_origin text,
  f_state text
);
CREATE INDEX r_result_value_updated ON basinet.r_result_value (updated_at DESC, id DESC);
CREATE INDEX r_result_value_code ON basinet.r_result_value (f_code, updated_at DESC, id DESC);
CREATE INDEX r_result_value_nation ON basinet.r_result_value (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_result_value_period ON basinet.r_result_value (f_period, updated_at DESC, id DESC);
CREATE INDEX r_result_value_numerator ON basinet.r_result_value (f_numerator, id);
CREATE INDEX r_result_value_denominator ON basinet.r_result_value (f_denominator, id);
CREATE INDEX r_result_value_origin ON basinet.r_result_value (f_origin, updated_at DESC, id DESC);
CREATE INDEX r_result_value_state ON basinet.r_result_value (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_result_value (LIKE basinet.r_result_value);
ALTER TABLE basinet.h_result_value ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_result_value
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('result-value', 'general', 'general', 'result_value');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_result_value FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_result_value ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_result_value ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_result_value FOR SELECT TO basinet_app USING (
    (SELECT 'result-value' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_result_value.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_result_value.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_result_value.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_result_value.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_result_value.display_only))
    AND r_result_value.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_result_value.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_result_value.purposes))
    AND (NOT r_result_value.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_result_value.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_result_value.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_result_value.lease_until IS NULL OR r_result_value.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_result_value.erase_by IS NULL OR r_result_value.erase_by > (SELECT (basinet.subject_now()).at) OR r_result_value.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_result_value FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_result_value FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'result-value' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_result_value.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_result_value.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_result_value.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_result_value.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_result_value.display_only))
    AND r_result_value.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_result_value.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_result_value.purposes))
    AND (NOT r_result_value.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_result_value.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_result_value.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_result_value.lease_until IS NULL OR r_result_value.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_result_value.erase_by IS NULL OR r_result_value.erase_by > (SELECT (basinet.subject_now()).at) OR r_result_value.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_result_value FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_result_value now WHERE now.id = h_result_value.id)
    AND NULLIF(
    h_result_value.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_result_value.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_result_value.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_result_value.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_result_value.display_only))
    AND h_result_value.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_result_value.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_result_value.purposes))
    AND (NOT h_result_value.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_result_value.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_result_value.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_result_value.lease_until IS NULL OR h_result_value.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_result_value.erase_by IS NULL OR h_result_value.erase_by > (SELECT (basinet.subject_now()).at) OR h_result_value.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_result_value TO basinet_app;
GRANT SELECT ON basinet.h_result_value TO basinet_app;
