-- Record type own-area, generated from its declaration (1-maritime/picture).
CREATE TABLE basinet.r_own_area (
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
  f_state text,
  f_severity text,
  f_active_until timestamptz
);
CREATE INDEX r_own_area_updated ON basinet.r_own_area (updated_at DESC, id DESC);
CREATE INDEX r_own_area_name ON basinet.r_own_area (f_name, updated_at DESC, id DESC);
CREATE INDEX r_own_area_state ON basinet.r_own_area (f_state, updated_at DESC, id DESC);
CREATE INDEX r_own_area_severity ON basinet.r_own_area (f_severity, updated_at DESC, id DESC);
CREATE INDEX r_own_area_active_until ON basinet.r_own_area (f_active_until, id);
CREATE TABLE basinet.h_own_area (LIKE basinet.r_own_area);
ALTER TABLE basinet.h_own_area ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_own_area
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('own-area', 'general', 'general', 'own_area');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_own_area FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_own_area ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_own_area ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_own_area FOR SELECT TO basinet_app USING (
    (SELECT 'own-area' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_own_area.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_own_area.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_own_area.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_own_area.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_own_area.display_only))
    AND r_own_area.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_own_area.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_own_area.purposes))
    AND (NOT r_own_area.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_own_area.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_own_area.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_own_area.lease_until IS NULL OR r_own_area.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_own_area.erase_by IS NULL OR r_own_area.erase_by > (SELECT (basinet.subject_now()).at) OR r_own_area.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_own_area FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_own_area FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'own-area' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_own_area.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_own_area.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_own_area.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_own_area.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_own_area.display_only))
    AND r_own_area.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_own_area.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_own_area.purposes))
    AND (NOT r_own_area.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_own_area.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_own_area.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_own_area.lease_until IS NULL OR r_own_area.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_own_area.erase_by IS NULL OR r_own_area.erase_by > (SELECT (basinet.subject_now()).at) OR r_own_area.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_own_area FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_own_area now WHERE now.id = h_own_area.id)
    AND NULLIF(
    h_own_area.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_own_area.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_own_area.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_own_area.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_own_area.display_only))
    AND h_own_area.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_own_area.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_own_area.purposes))
    AND (NOT h_own_area.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_own_area.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_own_area.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_own_area.lease_until IS NULL OR h_own_area.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_own_area.erase_by IS NULL OR h_own_area.erase_by > (SELECT (basinet.subject_now()).at) OR h_own_area.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_own_area TO basinet_app;
GRANT SELECT ON basinet.h_own_area TO basinet_app;
