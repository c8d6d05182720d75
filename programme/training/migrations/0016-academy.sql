-- Record type academy, generated from its declaration (programme/training).
CREATE TABLE basinet.r_academy (
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
  f_nation text,
  f_did text,
  f_state text
);
CREATE INDEX r_academy_updated ON basinet.r_academy (updated_at DESC, id DESC);
CREATE INDEX r_academy_name ON basinet.r_academy (f_name, updated_at DESC, id DESC);
CREATE INDEX r_academy_nation ON basinet.r_academy (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_academy_did ON basinet.r_academy (f_did, updated_at DESC, id DESC);
CREATE INDEX r_academy_state ON basinet.r_academy (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_academy (LIKE basinet.r_academy);
ALTER TABLE basinet.h_academy ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_academy
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('academy', 'general', 'general', 'academy');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_academy FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_academy ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_academy ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_academy FOR SELECT TO basinet_app USING (
    (SELECT 'academy' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_academy.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_academy.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_academy.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_academy.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_academy.display_only))
    AND r_academy.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_academy.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_academy.purposes))
    AND (NOT r_academy.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_academy.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_academy.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_academy.lease_until IS NULL OR r_academy.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_academy.erase_by IS NULL OR r_academy.erase_by > (SELECT (basinet.subject_now()).at) OR r_academy.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_academy FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_academy FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'academy' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_academy.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_academy.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_academy.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_academy.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_academy.display_only))
    AND r_academy.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_academy.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_academy.purposes))
    AND (NOT r_academy.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_academy.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_academy.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_academy.lease_until IS NULL OR r_academy.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_academy.erase_by IS NULL OR r_academy.erase_by > (SELECT (basinet.subject_now()).at) OR r_academy.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_academy FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_academy now WHERE now.id = h_academy.id)
    AND NULLIF(
    h_academy.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_academy.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_academy.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_academy.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_academy.display_only))
    AND h_academy.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_academy.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_academy.purposes))
    AND (NOT h_academy.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_academy.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_academy.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_academy.lease_until IS NULL OR h_academy.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_academy.erase_by IS NULL OR h_academy.erase_by > (SELECT (basinet.subject_now()).at) OR h_academy.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_academy TO basinet_app;
GRANT SELECT ON basinet.h_academy TO basinet_app;
