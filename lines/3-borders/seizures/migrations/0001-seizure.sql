-- Record type seizure, generated from its declaration (3-borders/seizures).
CREATE TABLE basinet.r_seizure (
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
  f_reference text,
  f_seized_at timestamptz,
  f_state text,
  f_place_kind text,
  f_agency text,
  f_kind text,
  f_lat_deg double precision,
  f_lon_deg double precision
);
CREATE INDEX r_seizure_updated ON basinet.r_seizure (updated_at DESC, id DESC);
CREATE INDEX r_seizure_reference ON basinet.r_seizure (f_reference, updated_at DESC, id DESC);
CREATE INDEX r_seizure_seized_at ON basinet.r_seizure (f_seized_at, id);
CREATE INDEX r_seizure_state ON basinet.r_seizure (f_state, updated_at DESC, id DESC);
CREATE INDEX r_seizure_place_kind ON basinet.r_seizure (f_place_kind, updated_at DESC, id DESC);
CREATE INDEX r_seizure_agency ON basinet.r_seizure (f_agency, updated_at DESC, id DESC);
CREATE INDEX r_seizure_kind ON basinet.r_seizure (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_seizure_lat_deg ON basinet.r_seizure (f_lat_deg, id);
CREATE INDEX r_seizure_lon_deg ON basinet.r_seizure (f_lon_deg, id);
CREATE TABLE basinet.h_seizure (LIKE basinet.r_seizure);
ALTER TABLE basinet.h_seizure ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_seizure
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('seizure', 'general', 'general', 'seizure');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_seizure FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_seizure ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_seizure ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_seizure FOR SELECT TO basinet_app USING (
    (SELECT 'seizure' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_seizure.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_seizure.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_seizure.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_seizure.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_seizure.display_only))
    AND r_seizure.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_seizure.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_seizure.purposes))
    AND (NOT r_seizure.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_seizure.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_seizure.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_seizure.lease_until IS NULL OR r_seizure.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_seizure.erase_by IS NULL OR r_seizure.erase_by > (SELECT (basinet.subject_now()).at) OR r_seizure.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_seizure FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_seizure FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'seizure' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_seizure.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_seizure.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_seizure.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_seizure.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_seizure.display_only))
    AND r_seizure.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_seizure.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_seizure.purposes))
    AND (NOT r_seizure.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_seizure.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_seizure.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_seizure.lease_until IS NULL OR r_seizure.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_seizure.erase_by IS NULL OR r_seizure.erase_by > (SELECT (basinet.subject_now()).at) OR r_seizure.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_seizure FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_seizure now WHERE now.id = h_seizure.id)
    AND NULLIF(
    h_seizure.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_seizure.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_seizure.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_seizure.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_seizure.display_only))
    AND h_seizure.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_seizure.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_seizure.purposes))
    AND (NOT h_seizure.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_seizure.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_seizure.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_seizure.lease_until IS NULL OR h_seizure.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_seizure.erase_by IS NULL OR h_seizure.erase_by > (SELECT (basinet.subject_now()).at) OR h_seizure.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_seizure TO basinet_app;
GRANT SELECT ON basinet.h_seizure TO basinet_app;
