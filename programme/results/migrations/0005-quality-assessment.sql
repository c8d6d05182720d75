-- Record type quality-assessment, generated from its declaration (programme/results).
CREATE TABLE basinet.r_quality_assessment (
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
  f_on text,
  f_due text,
  f_state text
);
CREATE INDEX r_quality_assessment_updated ON basinet.r_quality_assessment (updated_at DESC, id DESC);
CREATE INDEX r_quality_assessment_code ON basinet.r_quality_assessment (f_code, updated_at DESC, id DESC);
CREATE INDEX r_quality_assessment_nation ON basinet.r_quality_assessment (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_quality_assessment_on ON basinet.r_quality_assessment (f_on, updated_at DESC, id DESC);
CREATE INDEX r_quality_assessment_due ON basinet.r_quality_assessment (f_due, updated_at DESC, id DESC);
CREATE INDEX r_quality_assessment_state ON basinet.r_quality_assessment (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_quality_assessment (LIKE basinet.r_quality_assessment);
ALTER TABLE basinet.h_quality_assessment ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_quality_assessment
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('quality-assessment', 'general', 'general', 'quality_assessment');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_quality_assessment FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_quality_assessment ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_quality_assessment ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_quality_assessment FOR SELECT TO basinet_app USING (
    (SELECT 'quality-assessment' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_quality_assessment.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_quality_assessment.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_quality_assessment.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_quality_assessment.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_quality_assessment.display_only))
    AND r_quality_assessment.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_quality_assessment.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_quality_assessment.purposes))
    AND (NOT r_quality_assessment.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_quality_assessment.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_quality_assessment.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_quality_assessment.lease_until IS NULL OR r_quality_assessment.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_quality_assessment.erase_by IS NULL OR r_quality_assessment.erase_by > (SELECT (basinet.subject_now()).at) OR r_quality_assessment.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_quality_assessment FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_quality_assessment FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'quality-assessment' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_quality_assessment.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_quality_assessment.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_quality_assessment.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_quality_assessment.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_quality_assessment.display_only))
    AND r_quality_assessment.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_quality_assessment.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_quality_assessment.purposes))
    AND (NOT r_quality_assessment.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_quality_assessment.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_quality_assessment.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_quality_assessment.lease_until IS NULL OR r_quality_assessment.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_quality_assessment.erase_by IS NULL OR r_quality_assessment.erase_by > (SELECT (basinet.subject_now()).at) OR r_quality_assessment.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_quality_assessment FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_quality_assessment now WHERE now.id = h_quality_assessment.id)
    AND NULLIF(
    h_quality_assessment.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_quality_assessment.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_quality_assessment.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_quality_assessment.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_quality_assessment.display_only))
    AND h_quality_assessment.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_quality_assessment.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_quality_assessment.purposes))
    AND (NOT h_quality_assessment.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_quality_assessment.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_quality_assessment.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_quality_assessment.lease_until IS NULL OR h_quality_assessment.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_quality_assessment.erase_by IS NULL OR h_quality_assessment.erase_by > (SELECT (basinet.subject_now()).at) OR h_quality_assessment.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_quality_assessment TO basinet_app;
GRANT SELECT ON basinet.h_quality_assessment TO basinet_app;
