-- Record type instructor, generated from its declaration (programme/training).
CREATE TABLE basinet.r_instructor (
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
  f_state text
);
CREATE INDEX r_instructor_updated ON basinet.r_instructor (updated_at DESC, id DESC);
CREATE INDEX r_instructor_name ON basinet.r_instructor (f_name, updated_at DESC, id DESC);
CREATE INDEX r_instructor_state ON basinet.r_instructor (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_instructor (LIKE basinet.r_instructor);
ALTER TABLE basinet.h_instructor ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_instructor
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('instructor', 'general', 'general', 'instructor');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_instructor FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_instructor ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_instructor ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_instructor FOR SELECT TO basinet_app USING (
    (SELECT 'instructor' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_instructor.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_instructor.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_instructor.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instructor.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instructor.display_only))
    AND r_instructor.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_instructor.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_instructor.purposes))
    AND (NOT r_instructor.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_instructor.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_instructor.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_instructor.lease_until IS NULL OR r_instructor.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_instructor.erase_by IS NULL OR r_instructor.erase_by > (SELECT (basinet.subject_now()).at) OR r_instructor.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_instructor FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_instructor FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'instructor' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_instructor.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_instructor.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_instructor.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instructor.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instructor.display_only))
    AND r_instructor.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_instructor.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_instructor.purposes))
    AND (NOT r_instructor.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_instructor.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_instructor.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_instructor.lease_until IS NULL OR r_instructor.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_instructor.erase_by IS NULL OR r_instructor.erase_by > (SELECT (basinet.subject_now()).at) OR r_instructor.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_instructor FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_instructor now WHERE now.id = h_instructor.id)
    AND NULLIF(
    h_instructor.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_instructor.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_instructor.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_instructor.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_instructor.display_only))
    AND h_instructor.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_instructor.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_instructor.purposes))
    AND (NOT h_instructor.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_instructor.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_instructor.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_instructor.lease_until IS NULL OR h_instructor.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_instructor.erase_by IS NULL OR h_instructor.erase_by > (SELECT (basinet.subject_now()).at) OR h_instructor.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_instructor TO basinet_app;
GRANT SELECT ON basinet.h_instructor TO basinet_app;
