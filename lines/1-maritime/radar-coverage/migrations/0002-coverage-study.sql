-- Record type coverage-study, generated from its declaration (1-maritime/radar-coverage).
CREATE TABLE basinet.r_coverage_study (
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
  f_title text,
  f_target text,
  f_gap_km2 double precision,
  f_state text
);
CREATE INDEX r_coverage_study_updated ON basinet.r_coverage_study (updated_at DESC, id DESC);
CREATE INDEX r_coverage_study_title ON basinet.r_coverage_study (f_title, updated_at DESC, id DESC);
CREATE INDEX r_coverage_study_target ON basinet.r_coverage_study (f_target, updated_at DESC, id DESC);
CREATE INDEX r_coverage_study_gap_km2 ON basinet.r_coverage_study (f_gap_km2, id);
CREATE INDEX r_coverage_study_state ON basinet.r_coverage_study (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_coverage_study (LIKE basinet.r_coverage_study);
ALTER TABLE basinet.h_coverage_study ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_coverage_study
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('coverage-study', 'general', 'general', 'coverage_study');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_coverage_study FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_coverage_study ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_coverage_study ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_coverage_study FOR SELECT TO basinet_app USING (
    (SELECT 'coverage-study' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_coverage_study.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_coverage_study.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_coverage_study.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_coverage_study.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_coverage_study.display_only))
    AND r_coverage_study.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_coverage_study.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_coverage_study.purposes))
    AND (NOT r_coverage_study.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_coverage_study.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_coverage_study.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_coverage_study.lease_until IS NULL OR r_coverage_study.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_coverage_study.erase_by IS NULL OR r_coverage_study.erase_by > (SELECT (basinet.subject_now()).at) OR r_coverage_study.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_coverage_study FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_coverage_study FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'coverage-study' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_coverage_study.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_coverage_study.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_coverage_study.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_coverage_study.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_coverage_study.display_only))
    AND r_coverage_study.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_coverage_study.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_coverage_study.purposes))
    AND (NOT r_coverage_study.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_coverage_study.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_coverage_study.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_coverage_study.lease_until IS NULL OR r_coverage_study.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_coverage_study.erase_by IS NULL OR r_coverage_study.erase_by > (SELECT (basinet.subject_now()).at) OR r_coverage_study.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_coverage_study FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_coverage_study now WHERE now.id = h_coverage_study.id)
    AND NULLIF(
    h_coverage_study.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_coverage_study.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_coverage_study.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_coverage_study.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_coverage_study.display_only))
    AND h_coverage_study.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_coverage_study.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_coverage_study.purposes))
    AND (NOT h_coverage_study.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_coverage_study.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_coverage_study.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_coverage_study.lease_until IS NULL OR h_coverage_study.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_coverage_study.erase_by IS NULL OR h_coverage_study.erase_by > (SELECT (basinet.subject_now()).at) OR h_coverage_study.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_coverage_study TO basinet_app;
GRANT SELECT ON basinet.h_coverage_study TO basinet_app;
