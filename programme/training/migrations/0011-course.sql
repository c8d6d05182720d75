-- Record type course, generated from its declaration (programme/training).
CREATE TABLE basinet.r_course (
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
  f_title text,
  f_area text,
  f_days bigint,
  f_state text
);
CREATE INDEX r_course_updated ON basinet.r_course (updated_at DESC, id DESC);
CREATE INDEX r_course_code ON basinet.r_course (f_code, updated_at DESC, id DESC);
CREATE INDEX r_course_title ON basinet.r_course (f_title, updated_at DESC, id DESC);
CREATE INDEX r_course_area ON basinet.r_course (f_area, updated_at DESC, id DESC);
CREATE INDEX r_course_days ON basinet.r_course (f_days, id);
CREATE INDEX r_course_state ON basinet.r_course (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_course (LIKE basinet.r_course);
ALTER TABLE basinet.h_course ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_course
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('course', 'general', 'general', 'course');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_course FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_course ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_course ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_course FOR SELECT TO basinet_app USING (
    (SELECT 'course' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_course.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_course.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_course.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_course.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_course.display_only))
    AND r_course.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_course.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_course.purposes))
    AND (NOT r_course.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_course.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_course.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_course.lease_until IS NULL OR r_course.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_course.erase_by IS NULL OR r_course.erase_by > (SELECT (basinet.subject_now()).at) OR r_course.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_course FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_course FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'course' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_course.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_course.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_course.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_course.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_course.display_only))
    AND r_course.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_course.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_course.purposes))
    AND (NOT r_course.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_course.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_course.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_course.lease_until IS NULL OR r_course.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_course.erase_by IS NULL OR r_course.erase_by > (SELECT (basinet.subject_now()).at) OR r_course.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_course FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_course now WHERE now.id = h_course.id)
    AND NULLIF(
    h_course.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_course.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_course.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_course.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_course.display_only))
    AND h_course.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_course.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_course.purposes))
    AND (NOT h_course.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_course.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_course.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_course.lease_until IS NULL OR h_course.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_course.erase_by IS NULL OR h_course.erase_by > (SELECT (basinet.subject_now()).at) OR h_course.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_course TO basinet_app;
GRANT SELECT ON basinet.h_course TO basinet_app;
