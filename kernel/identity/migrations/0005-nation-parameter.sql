-- Record type nation-parameter, generated from its declaration (node/identity).
CREATE TABLE basinet.r_nation_parameter (
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
  f_value double precision
);
CREATE INDEX r_nation_parameter_updated ON basinet.r_nation_parameter (updated_at DESC, id DESC);
CREATE INDEX r_nation_parameter_name ON basinet.r_nation_parameter (f_name, updated_at DESC, id DESC);
CREATE INDEX r_nation_parameter_value ON basinet.r_nation_parameter (f_value, id);
CREATE TABLE basinet.h_nation_parameter (LIKE basinet.r_nation_parameter);
ALTER TABLE basinet.h_nation_parameter ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_nation_parameter
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('nation-parameter', 'general', 'general', 'nation_parameter');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_nation_parameter FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_nation_parameter ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_nation_parameter ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_nation_parameter FOR SELECT TO basinet_app USING (
    (SELECT 'nation-parameter' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_nation_parameter.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_nation_parameter.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_nation_parameter.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_nation_parameter.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_nation_parameter.display_only))
    AND r_nation_parameter.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_nation_parameter.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_nation_parameter.purposes))
    AND (NOT r_nation_parameter.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_nation_parameter.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_nation_parameter.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_nation_parameter.lease_until IS NULL OR r_nation_parameter.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_nation_parameter.erase_by IS NULL OR r_nation_parameter.erase_by > (SELECT (basinet.subject_now()).at) OR r_nation_parameter.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_nation_parameter FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_nation_parameter FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'nation-parameter' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_nation_parameter.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_nation_parameter.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_nation_parameter.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_nation_parameter.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_nation_parameter.display_only))
    AND r_nation_parameter.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_nation_parameter.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_nation_parameter.purposes))
    AND (NOT r_nation_parameter.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_nation_parameter.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_nation_parameter.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_nation_parameter.lease_until IS NULL OR r_nation_parameter.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_nation_parameter.erase_by IS NULL OR r_nation_parameter.erase_by > (SELECT (basinet.subject_now()).at) OR r_nation_parameter.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_nation_parameter FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_nation_parameter now WHERE now.id = h_nation_parameter.id)
    AND NULLIF(
    h_nation_parameter.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_nation_parameter.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_nation_parameter.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_nation_parameter.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_nation_parameter.display_only))
    AND h_nation_parameter.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_nation_parameter.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_nation_parameter.purposes))
    AND (NOT h_nation_parameter.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_nation_parameter.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_nation_parameter.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_nation_parameter.lease_until IS NULL OR h_nation_parameter.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_nation_parameter.erase_by IS NULL OR h_nation_parameter.erase_by > (SELECT (basinet.subject_now()).at) OR h_nation_parameter.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_nation_parameter TO basinet_app;
GRANT SELECT ON basinet.h_nation_parameter TO basinet_app;
