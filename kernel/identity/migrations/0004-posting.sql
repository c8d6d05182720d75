-- Record type posting, generated from its declaration (node/identity).
CREATE TABLE basinet.r_posting (
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
  f_person text,
  f_unit text,
  f_post text,
  f_from timestamptz,
  f_to timestamptz,
  f_state text
);
CREATE INDEX r_posting_updated ON basinet.r_posting (updated_at DESC, id DESC);
CREATE INDEX r_posting_person ON basinet.r_posting (f_person, updated_at DESC, id DESC);
CREATE INDEX r_posting_unit ON basinet.r_posting (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_posting_post ON basinet.r_posting (f_post, updated_at DESC, id DESC);
CREATE INDEX r_posting_from ON basinet.r_posting (f_from, id);
CREATE INDEX r_posting_to ON basinet.r_posting (f_to, id);
CREATE INDEX r_posting_state ON basinet.r_posting (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_posting (LIKE basinet.r_posting);
ALTER TABLE basinet.h_posting ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_posting
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('posting', 'general', 'general', 'posting');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_posting FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_posting ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_posting ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_posting FOR SELECT TO basinet_app USING (
    (SELECT 'posting' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_posting.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_posting.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_posting.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_posting.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_posting.display_only))
    AND r_posting.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_posting.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_posting.purposes))
    AND (NOT r_posting.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_posting.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_posting.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_posting.lease_until IS NULL OR r_posting.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_posting.erase_by IS NULL OR r_posting.erase_by > (SELECT (basinet.subject_now()).at) OR r_posting.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_posting FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_posting FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'posting' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_posting.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_posting.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_posting.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_posting.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_posting.display_only))
    AND r_posting.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_posting.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_posting.purposes))
    AND (NOT r_posting.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_posting.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_posting.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_posting.lease_until IS NULL OR r_posting.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_posting.erase_by IS NULL OR r_posting.erase_by > (SELECT (basinet.subject_now()).at) OR r_posting.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_posting FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_posting now WHERE now.id = h_posting.id)
    AND NULLIF(
    h_posting.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_posting.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_posting.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_posting.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_posting.display_only))
    AND h_posting.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_posting.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_posting.purposes))
    AND (NOT h_posting.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_posting.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_posting.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_posting.lease_until IS NULL OR h_posting.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_posting.erase_by IS NULL OR h_posting.erase_by > (SELECT (basinet.subject_now()).at) OR h_posting.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_posting TO basinet_app;
GRANT SELECT ON basinet.h_posting TO basinet_app;
