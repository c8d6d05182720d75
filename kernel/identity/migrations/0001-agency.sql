-- Record type agency, generated from its declaration (node/identity).
CREATE TABLE basinet.r_agency (
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
  f_code text,
  f_state text
);
CREATE INDEX r_agency_updated ON basinet.r_agency (updated_at DESC, id DESC);
CREATE INDEX r_agency_name ON basinet.r_agency (f_name, updated_at DESC, id DESC);
CREATE INDEX r_agency_code ON basinet.r_agency (f_code, updated_at DESC, id DESC);
CREATE INDEX r_agency_state ON basinet.r_agency (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_agency (LIKE basinet.r_agency);
ALTER TABLE basinet.h_agency ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_agency
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('agency', 'general', 'general', 'agency');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_agency FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_agency ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_agency ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_agency FOR SELECT TO basinet_app USING (
    (SELECT 'agency' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_agency.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_agency.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_agency.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agency.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agency.display_only))
    AND r_agency.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_agency.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_agency.purposes))
    AND (NOT r_agency.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_agency.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_agency.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_agency.lease_until IS NULL OR r_agency.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_agency.erase_by IS NULL OR r_agency.erase_by > (SELECT (basinet.subject_now()).at) OR r_agency.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_agency FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_agency FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'agency' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_agency.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_agency.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_agency.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agency.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agency.display_only))
    AND r_agency.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_agency.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_agency.purposes))
    AND (NOT r_agency.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_agency.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_agency.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_agency.lease_until IS NULL OR r_agency.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_agency.erase_by IS NULL OR r_agency.erase_by > (SELECT (basinet.subject_now()).at) OR r_agency.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_agency FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_agency now WHERE now.id = h_agency.id)
    AND NULLIF(
    h_agency.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_agency.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_agency.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_agency.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_agency.display_only))
    AND h_agency.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_agency.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_agency.purposes))
    AND (NOT h_agency.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_agency.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_agency.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_agency.lease_until IS NULL OR h_agency.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_agency.erase_by IS NULL OR h_agency.erase_by > (SELECT (basinet.subject_now()).at) OR h_agency.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_agency TO basinet_app;
GRANT SELECT ON basinet.h_agency TO basinet_app;
