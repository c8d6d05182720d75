-- Record type vetting-result, generated from its declaration (programme/assistance).
CREATE TABLE basinet.r_vetting_result (
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
  f_subject text,
  f_unit text,
  f_nation text,
  f_donor text,
  f_rule text,
  f_until text,
  f_state text
);
CREATE INDEX r_vetting_result_updated ON basinet.r_vetting_result (updated_at DESC, id DESC);
CREATE INDEX r_vetting_result_subject ON basinet.r_vetting_result (f_subject, updated_at DESC, id DESC);
CREATE INDEX r_vetting_result_unit ON basinet.r_vetting_result (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_vetting_result_nation ON basinet.r_vetting_result (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_vetting_result_donor ON basinet.r_vetting_result (f_donor, updated_at DESC, id DESC);
CREATE INDEX r_vetting_result_rule ON basinet.r_vetting_result (f_rule, updated_at DESC, id DESC);
CREATE INDEX r_vetting_result_until ON basinet.r_vetting_result (f_until, updated_at DESC, id DESC);
CREATE INDEX r_vetting_result_state ON basinet.r_vetting_result (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_vetting_result (LIKE basinet.r_vetting_result);
ALTER TABLE basinet.h_vetting_result ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_vetting_result
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('vetting-result', 'general', 'general', 'vetting_result');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_vetting_result FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_vetting_result ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_vetting_result ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_vetting_result FOR SELECT TO basinet_app USING (
    (SELECT 'vetting-result' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_vetting_result.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_vetting_result.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_vetting_result.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_vetting_result.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_vetting_result.display_only))
    AND r_vetting_result.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_vetting_result.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_vetting_result.purposes))
    AND (NOT r_vetting_result.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_vetting_result.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_vetting_result.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_vetting_result.lease_until IS NULL OR r_vetting_result.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_vetting_result.erase_by IS NULL OR r_vetting_result.erase_by > (SELECT (basinet.subject_now()).at) OR r_vetting_result.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_vetting_result FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_vetting_result FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'vetting-result' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_vetting_result.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_vetting_result.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_vetting_result.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_vetting_result.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_vetting_result.display_only))
    AND r_vetting_result.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_vetting_result.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_vetting_result.purposes))
    AND (NOT r_vetting_result.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_vetting_result.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_vetting_result.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_vetting_result.lease_until IS NULL OR r_vetting_result.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_vetting_result.erase_by IS NULL OR r_vetting_result.erase_by > (SELECT (basinet.subject_now()).at) OR r_vetting_result.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_vetting_result FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_vetting_result now WHERE now.id = h_vetting_result.id)
    AND NULLIF(
    h_vetting_result.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_vetting_result.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_vetting_result.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_vetting_result.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_vetting_result.display_only))
    AND h_vetting_result.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_vetting_result.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_vetting_result.purposes))
    AND (NOT h_vetting_result.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_vetting_result.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_vetting_result.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_vetting_result.lease_until IS NULL OR h_vetting_result.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_vetting_result.erase_by IS NULL OR h_vetting_result.erase_by > (SELECT (basinet.subject_now()).at) OR h_vetting_result.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_vetting_result TO basinet_app;
GRANT SELECT ON basinet.h_vetting_result TO basinet_app;
