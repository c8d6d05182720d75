-- Record type juvenile-print, generated from its declaration (2-law-enforcement/fingerprints).
CREATE TABLE basinet.r_juvenile_print (
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
  f_subject text,
  f_taken_at timestamptz,
  f_erase_by timestamptz,
  f_state text
);
CREATE INDEX r_juvenile_print_updated ON basinet.r_juvenile_print (updated_at DESC, id DESC);
CREATE INDEX r_juvenile_print_number ON basinet.r_juvenile_print (f_number, updated_at DESC, id DESC);
CREATE INDEX r_juvenile_print_subject ON basinet.r_juvenile_print (f_subject, updated_at DESC, id DESC);
CREATE INDEX r_juvenile_print_taken_at ON basinet.r_juvenile_print (f_taken_at, id);
CREATE INDEX r_juvenile_print_erase_by ON basinet.r_juvenile_print (f_erase_by, id);
CREATE INDEX r_juvenile_print_state ON basinet.r_juvenile_print (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_juvenile_print (LIKE basinet.r_juvenile_print);
ALTER TABLE basinet.h_juvenile_print ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_juvenile_print
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('juvenile-print', 'juvenile', 'juvenile', 'juvenile_print');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_juvenile_print FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_juvenile_print ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_juvenile_print ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_juvenile_print FOR SELECT TO basinet_realm_juvenile USING (
    (SELECT 'juvenile-print' = ANY ((basinet.subject_now()).types))
    AND (SELECT 'juvenile' = ANY ((basinet.subject_now()).realms))
    AND NULLIF(
    r_juvenile_print.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_juvenile_print.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_juvenile_print.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_juvenile_print.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_juvenile_print.display_only))
    AND r_juvenile_print.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_juvenile_print.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_juvenile_print.purposes))
    AND (NOT r_juvenile_print.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_juvenile_print.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_juvenile_print.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_juvenile_print.lease_until IS NULL OR r_juvenile_print.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_juvenile_print.erase_by IS NULL OR r_juvenile_print.erase_by > (SELECT (basinet.subject_now()).at) OR r_juvenile_print.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_juvenile_print FOR INSERT TO basinet_realm_juvenile WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'juvenile' = ANY ((basinet.subject_now()).realms))
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_juvenile_print FOR UPDATE TO basinet_realm_juvenile USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'juvenile-print' = ANY ((basinet.subject_now()).types))
    AND (SELECT 'juvenile' = ANY ((basinet.subject_now()).realms))
    AND NULLIF(
    r_juvenile_print.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_juvenile_print.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_juvenile_print.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_juvenile_print.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_juvenile_print.display_only))
    AND r_juvenile_print.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_juvenile_print.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_juvenile_print.purposes))
    AND (NOT r_juvenile_print.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_juvenile_print.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_juvenile_print.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_juvenile_print.lease_until IS NULL OR r_juvenile_print.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_juvenile_print.erase_by IS NULL OR r_juvenile_print.erase_by > (SELECT (basinet.subject_now()).at) OR r_juvenile_print.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_juvenile_print FOR SELECT TO basinet_realm_juvenile USING (
    EXISTS (SELECT 1 FROM basinet.r_juvenile_print now WHERE now.id = h_juvenile_print.id)
    AND NULLIF(
    h_juvenile_print.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_juvenile_print.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_juvenile_print.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_juvenile_print.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_juvenile_print.display_only))
    AND h_juvenile_print.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_juvenile_print.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_juvenile_print.purposes))
    AND (NOT h_juvenile_print.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_juvenile_print.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_juvenile_print.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_juvenile_print.lease_until IS NULL OR h_juvenile_print.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_juvenile_print.erase_by IS NULL OR h_juvenile_print.erase_by > (SELECT (basinet.subject_now()).at) OR h_juvenile_print.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_juvenile_print TO basinet_realm_juvenile;
GRANT SELECT ON basinet.h_juvenile_print TO basinet_realm_juvenile;
