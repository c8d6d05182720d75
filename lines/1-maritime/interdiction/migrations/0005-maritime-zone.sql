-- Record type maritime-zone, generated from its declaration (1-maritime/interdiction).
CREATE TABLE basinet.r_maritime_zone (
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
  f_zone text,
  f_coastal_state text,
  f_basis text,
  f_state text
);
CREATE INDEX r_maritime_zone_updated ON basinet.r_maritime_zone (updated_at DESC, id DESC);
CREATE INDEX r_maritime_zone_name ON basinet.r_maritime_zone (f_name, updated_at DESC, id DESC);
CREATE INDEX r_maritime_zone_zone ON basinet.r_maritime_zone (f_zone, updated_at DESC, id DESC);
CREATE INDEX r_maritime_zone_coastal_state ON basinet.r_maritime_zone (f_coastal_state, updated_at DESC, id DESC);
CREATE INDEX r_maritime_zone_basis ON basinet.r_maritime_zone (f_basis, updated_at DESC, id DESC);
CREATE INDEX r_maritime_zone_state ON basinet.r_maritime_zone (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_maritime_zone (LIKE basinet.r_maritime_zone);
ALTER TABLE basinet.h_maritime_zone ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_maritime_zone
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('maritime-zone', 'general', 'general', 'maritime_zone');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_maritime_zone FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_maritime_zone ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_maritime_zone ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_maritime_zone FOR SELECT TO basinet_app USING (
    (SELECT 'maritime-zone' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_maritime_zone.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_maritime_zone.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_zone.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_zone.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_zone.display_only))
    AND r_maritime_zone.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_maritime_zone.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_maritime_zone.purposes))
    AND (NOT r_maritime_zone.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_maritime_zone.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_maritime_zone.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_maritime_zone.lease_until IS NULL OR r_maritime_zone.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_zone.erase_by IS NULL OR r_maritime_zone.erase_by > (SELECT (basinet.subject_now()).at) OR r_maritime_zone.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_maritime_zone FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_maritime_zone FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'maritime-zone' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_maritime_zone.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_maritime_zone.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_zone.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_zone.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_zone.display_only))
    AND r_maritime_zone.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_maritime_zone.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_maritime_zone.purposes))
    AND (NOT r_maritime_zone.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_maritime_zone.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_maritime_zone.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_maritime_zone.lease_until IS NULL OR r_maritime_zone.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_zone.erase_by IS NULL OR r_maritime_zone.erase_by > (SELECT (basinet.subject_now()).at) OR r_maritime_zone.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_maritime_zone FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_maritime_zone now WHERE now.id = h_maritime_zone.id)
    AND NULLIF(
    h_maritime_zone.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_maritime_zone.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_maritime_zone.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_maritime_zone.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_maritime_zone.display_only))
    AND h_maritime_zone.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_maritime_zone.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_maritime_zone.purposes))
    AND (NOT h_maritime_zone.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_maritime_zone.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_maritime_zone.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_maritime_zone.lease_until IS NULL OR h_maritime_zone.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_maritime_zone.erase_by IS NULL OR h_maritime_zone.erase_by > (SELECT (basinet.subject_now()).at) OR h_maritime_zone.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_maritime_zone TO basinet_app;
GRANT SELECT ON basinet.h_maritime_zone TO basinet_app;
