-- Record type person, generated from its declaration (node/identity).
CREATE TABLE basinet.r_person (
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
  f_rank text,
  f_username text,
  f_agency text,
  f_unit text,
  f_clearance text,
  f_vetted_until timestamptz,
  f_state text
);
CREATE INDEX r_person_updated ON basinet.r_person (updated_at DESC, id DESC);
CREATE INDEX r_person_name ON basinet.r_person (f_name, updated_at DESC, id DESC);
CREATE INDEX r_person_rank ON basinet.r_person (f_rank, updated_at DESC, id DESC);
CREATE INDEX r_person_username ON basinet.r_person (f_username, updated_at DESC, id DESC);
CREATE INDEX r_person_agency ON basinet.r_person (f_agency, updated_at DESC, id DESC);
CREATE INDEX r_person_unit ON basinet.r_person (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_person_clearance ON basinet.r_person (f_clearance, updated_at DESC, id DESC);
CREATE INDEX r_person_vetted_until ON basinet.r_person (f_vetted_until, id);
CREATE INDEX r_person_state ON basinet.r_person (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_person (LIKE basinet.r_person);
ALTER TABLE basinet.h_person ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_person
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('person', 'general', 'general', 'person');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_person FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_person FOR SELECT TO basinet_app USING (
    (SELECT 'person' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_person.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_person.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_person.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_person.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_person.display_only))
    AND r_person.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_person.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_person.purposes))
    AND (NOT r_person.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_person.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_person.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_person.lease_until IS NULL OR r_person.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_person.erase_by IS NULL OR r_person.erase_by > (SELECT (basinet.subject_now()).at) OR r_person.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_person FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_person FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'person' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_person.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_person.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_person.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_person.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_person.display_only))
    AND r_person.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_person.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_person.purposes))
    AND (NOT r_person.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_person.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_person.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_person.lease_until IS NULL OR r_person.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_person.erase_by IS NULL OR r_person.erase_by > (SELECT (basinet.subject_now()).at) OR r_person.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_person FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_person now WHERE now.id = h_person.id)
    AND NULLIF(
    h_person.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_person.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_person.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_person.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_person.display_only))
    AND h_person.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_person.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_person.purposes))
    AND (NOT h_person.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_person.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_person.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_person.lease_until IS NULL OR h_person.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_person.erase_by IS NULL OR h_person.erase_by > (SELECT (basinet.subject_now()).at) OR h_person.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_person TO basinet_app;
GRANT SELECT ON basinet.h_person TO basinet_app;
