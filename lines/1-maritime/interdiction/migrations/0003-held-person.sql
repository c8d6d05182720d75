-- Record type held-person, generated from its declaration (1-maritime/interdiction).
CREATE TABLE basinet.r_held_person (
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
  f_number text,
  f_age text,
  f_state text,
  f_held_since timestamptz,
  f_due_at timestamptz,
  f_interdiction text
);
CREATE INDEX r_held_person_updated ON basinet.r_held_person (updated_at DESC, id DESC);
CREATE INDEX r_held_person_number ON basinet.r_held_person (f_number, updated_at DESC, id DESC);
CREATE INDEX r_held_person_age ON basinet.r_held_person (f_age, updated_at DESC, id DESC);
CREATE INDEX r_held_person_state ON basinet.r_held_person (f_state, updated_at DESC, id DESC);
CREATE INDEX r_held_person_held_since ON basinet.r_held_person (f_held_since, id);
CREATE INDEX r_held_person_due_at ON basinet.r_held_person (f_due_at, id);
CREATE INDEX r_held_person_interdiction ON basinet.r_held_person (f_interdiction, updated_at DESC, id DESC);
CREATE TABLE basinet.h_held_person (LIKE basinet.r_held_person);
ALTER TABLE basinet.h_held_person ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_held_person
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('held-person', 'general', 'general', 'held_person');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_held_person FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_held_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_held_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_held_person FOR SELECT TO basinet_app USING (
    (SELECT 'held-person' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_held_person.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_held_person.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_held_person.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_held_person.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_held_person.display_only))
    AND r_held_person.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_held_person.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_held_person.purposes))
    AND (NOT r_held_person.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_held_person.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_held_person.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_held_person.lease_until IS NULL OR r_held_person.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_held_person.erase_by IS NULL OR r_held_person.erase_by > (SELECT (basinet.subject_now()).at) OR r_held_person.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_held_person FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_held_person FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'held-person' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_held_person.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_held_person.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_held_person.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_held_person.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_held_person.display_only))
    AND r_held_person.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_held_person.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_held_person.purposes))
    AND (NOT r_held_person.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_held_person.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_held_person.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_held_person.lease_until IS NULL OR r_held_person.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_held_person.erase_by IS NULL OR r_held_person.erase_by > (SELECT (basinet.subject_now()).at) OR r_held_person.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_held_person FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_held_person now WHERE now.id = h_held_person.id)
    AND NULLIF(
    h_held_person.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_held_person.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_held_person.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_held_person.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_held_person.display_only))
    AND h_held_person.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_held_person.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_held_person.purposes))
    AND (NOT h_held_person.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_held_person.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_held_person.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_held_person.lease_until IS NULL OR h_held_person.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_held_person.erase_by IS NULL OR h_held_person.erase_by > (SELECT (basinet.subject_now()).at) OR h_held_person.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_held_person TO basinet_app;
GRANT SELECT ON basinet.h_held_person TO basinet_app;
