-- Record type donor, generated from its declaration (programme/dialogue).
CREATE TABLE basinet.r_donor (
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
  f_kind text,
  f_nation text,
  f_state text
);
CREATE INDEX r_donor_updated ON basinet.r_donor (updated_at DESC, id DESC);
CREATE INDEX r_donor_name ON basinet.r_donor (f_name, updated_at DESC, id DESC);
CREATE INDEX r_donor_kind ON basinet.r_donor (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_donor_nation ON basinet.r_donor (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_donor_state ON basinet.r_donor (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_donor (LIKE basinet.r_donor);
ALTER TABLE basinet.h_donor ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_donor
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('donor', 'general', 'general', 'donor');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_donor FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_donor ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_donor ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_donor FOR SELECT TO basinet_app USING (
    (SELECT 'donor' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_donor.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_donor.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_donor.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_donor.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_donor.display_only))
    AND r_donor.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_donor.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_donor.purposes))
    AND (NOT r_donor.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_donor.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_donor.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_donor.lease_until IS NULL OR r_donor.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_donor.erase_by IS NULL OR r_donor.erase_by > (SELECT (basinet.subject_now()).at) OR r_donor.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_donor FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_donor FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'donor' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_donor.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_donor.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_donor.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_donor.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_donor.display_only))
    AND r_donor.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_donor.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_donor.purposes))
    AND (NOT r_donor.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_donor.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_donor.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_donor.lease_until IS NULL OR r_donor.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_donor.erase_by IS NULL OR r_donor.erase_by > (SELECT (basinet.subject_now()).at) OR r_donor.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_donor FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_donor now WHERE now.id = h_donor.id)
    AND NULLIF(
    h_donor.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_donor.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_donor.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_donor.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_donor.display_only))
    AND h_donor.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_donor.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_donor.purposes))
    AND (NOT h_donor.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_donor.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_donor.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_donor.lease_until IS NULL OR h_donor.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_donor.erase_by IS NULL OR h_donor.erase_by > (SELECT (basinet.subject_now()).at) OR h_donor.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_donor TO basinet_app;
GRANT SELECT ON basinet.h_donor TO basinet_app;
