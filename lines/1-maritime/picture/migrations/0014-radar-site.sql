-- Record type radar-site, generated from its declaration (1-maritime/picture).
CREATE TABLE basinet.r_radar_site (
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
  f_sac bigint,
  f_sic bigint,
  f_state text
);
CREATE INDEX r_radar_site_updated ON basinet.r_radar_site (updated_at DESC, id DESC);
CREATE INDEX r_radar_site_name ON basinet.r_radar_site (f_name, updated_at DESC, id DESC);
CREATE INDEX r_radar_site_sac ON basinet.r_radar_site (f_sac, id);
CREATE INDEX r_radar_site_sic ON basinet.r_radar_site (f_sic, id);
CREATE INDEX r_radar_site_state ON basinet.r_radar_site (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_radar_site (LIKE basinet.r_radar_site);
ALTER TABLE basinet.h_radar_site ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_radar_site
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('radar-site', 'general', 'general', 'radar_site');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_radar_site FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_radar_site ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_radar_site ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_radar_site FOR SELECT TO basinet_app USING (
    (SELECT 'radar-site' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_radar_site.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_radar_site.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_radar_site.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_radar_site.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_radar_site.display_only))
    AND r_radar_site.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_radar_site.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_radar_site.purposes))
    AND (NOT r_radar_site.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_radar_site.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_radar_site.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_radar_site.lease_until IS NULL OR r_radar_site.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_radar_site.erase_by IS NULL OR r_radar_site.erase_by > (SELECT (basinet.subject_now()).at) OR r_radar_site.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_radar_site FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_radar_site FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'radar-site' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_radar_site.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_radar_site.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_radar_site.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_radar_site.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_radar_site.display_only))
    AND r_radar_site.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_radar_site.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_radar_site.purposes))
    AND (NOT r_radar_site.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_radar_site.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_radar_site.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_radar_site.lease_until IS NULL OR r_radar_site.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_radar_site.erase_by IS NULL OR r_radar_site.erase_by > (SELECT (basinet.subject_now()).at) OR r_radar_site.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_radar_site FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_radar_site now WHERE now.id = h_radar_site.id)
    AND NULLIF(
    h_radar_site.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_radar_site.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_radar_site.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_radar_site.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_radar_site.display_only))
    AND h_radar_site.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_radar_site.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_radar_site.purposes))
    AND (NOT h_radar_site.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_radar_site.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_radar_site.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_radar_site.lease_until IS NULL OR h_radar_site.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_radar_site.erase_by IS NULL OR h_radar_site.erase_by > (SELECT (basinet.subject_now()).at) OR h_radar_site.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_radar_site TO basinet_app;
GRANT SELECT ON basinet.h_radar_site TO basinet_app;
