-- Record type published-result, generated from its declaration (programme/results).
CREATE TABLE basinet.r_published_result (
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
  f_value text,
  f_code text,
  f_nation text,
  f_period text,
  f_numerator double precision,
  f_goal text,
  f_state text
);
CREATE INDEX r_published_result_updated ON basinet.r_published_result (updated_at DESC, id DESC);
CREATE INDEX r_published_result_value ON basinet.r_published_result (f_value, updated_at DESC, id DESC);
CREATE INDEX r_published_result_code ON basinet.r_published_result (f_code, updated_at DESC, id DESC);
CREATE INDEX r_published_result_nation ON basinet.r_published_result (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_published_result_period ON basinet.r_published_result (f_period, updated_at DESC, id DESC);
CREATE INDEX r_published_result_numerator ON basinet.r_published_result (f_numerator, id);
CREATE INDEX r_published_result_goal ON basinet.r_published_result (f_goal, updated_at DESC, id DESC);
CREATE INDEX r_published_result_state ON basinet.r_published_result (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_published_result (LIKE basinet.r_published_result);
ALTER TABLE basinet.h_published_result ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_published_result
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('published-result', 'general', 'general', 'published_result');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_published_result FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_published_result ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_published_result ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_published_result FOR SELECT TO basinet_app USING (
    (SELECT 'published-result' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_published_result.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_published_result.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_published_result.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_published_result.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_published_result.display_only))
    AND r_published_result.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_published_result.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_published_result.purposes))
    AND (NOT r_published_result.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_published_result.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_published_result.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_published_result.lease_until IS NULL OR r_published_result.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_published_result.erase_by IS NULL OR r_published_result.erase_by > (SELECT (basinet.subject_now()).at) OR r_published_result.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_published_result FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_published_result FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'published-result' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_published_result.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_published_result.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_published_result.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_published_result.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_published_result.display_only))
    AND r_published_result.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_published_result.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_published_result.purposes))
    AND (NOT r_published_result.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_published_result.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_published_result.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_published_result.lease_until IS NULL OR r_published_result.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_published_result.erase_by IS NULL OR r_published_result.erase_by > (SELECT (basinet.subject_now()).at) OR r_published_result.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_published_result FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_published_result now WHERE now.id = h_published_result.id)
    AND NULLIF(
    h_published_result.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_published_result.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_published_result.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_published_result.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_published_result.display_only))
    AND h_published_result.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_published_result.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_published_result.purposes))
    AND (NOT h_published_result.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_published_result.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_published_result.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_published_result.lease_until IS NULL OR h_published_result.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_published_result.erase_by IS NULL OR h_published_result.erase_by > (SELECT (basinet.subject_now()).at) OR h_published_result.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_published_result TO basinet_app;
GRANT SELECT ON basinet.h_published_result TO basinet_app;
