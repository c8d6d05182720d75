-- Record type maritime-asset, generated from its declaration (1-maritime/interdiction).
CREATE TABLE basinet.r_maritime_asset (
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
  f_class text,
  f_readiness text,
  f_unit text,
  f_position_at timestamptz,
  f_state text
);
CREATE INDEX r_maritime_asset_updated ON basinet.r_maritime_asset (updated_at DESC, id DESC);
CREATE INDEX r_maritime_asset_name ON basinet.r_maritime_asset (f_name, updated_at DESC, id DESC);
CREATE INDEX r_maritime_asset_class ON basinet.r_maritime_asset (f_class, updated_at DESC, id DESC);
CREATE INDEX r_maritime_asset_readiness ON basinet.r_maritime_asset (f_readiness, updated_at DESC, id DESC);
CREATE INDEX r_maritime_asset_unit ON basinet.r_maritime_asset (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_maritime_asset_position_at ON basinet.r_maritime_asset (f_position_at, id);
CREATE INDEX r_maritime_asset_state ON basinet.r_maritime_asset (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_maritime_asset (LIKE basinet.r_maritime_asset);
ALTER TABLE basinet.h_maritime_asset ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_maritime_asset
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('maritime-asset', 'general', 'general', 'maritime_asset');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_maritime_asset FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_maritime_asset ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_maritime_asset ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_maritime_asset FOR SELECT TO basinet_app USING (
    (SELECT 'maritime-asset' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_maritime_asset.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_maritime_asset.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_asset.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_asset.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_asset.display_only))
    AND r_maritime_asset.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_maritime_asset.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_maritime_asset.purposes))
    AND (NOT r_maritime_asset.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_maritime_asset.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_maritime_asset.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_maritime_asset.lease_until IS NULL OR r_maritime_asset.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_asset.erase_by IS NULL OR r_maritime_asset.erase_by > (SELECT (basinet.subject_now()).at) OR r_maritime_asset.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_maritime_asset FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_maritime_asset FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'maritime-asset' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_maritime_asset.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_maritime_asset.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_asset.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_asset.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_asset.display_only))
    AND r_maritime_asset.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_maritime_asset.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_maritime_asset.purposes))
    AND (NOT r_maritime_asset.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_maritime_asset.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_maritime_asset.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_maritime_asset.lease_until IS NULL OR r_maritime_asset.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_asset.erase_by IS NULL OR r_maritime_asset.erase_by > (SELECT (basinet.subject_now()).at) OR r_maritime_asset.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_maritime_asset FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_maritime_asset now WHERE now.id = h_maritime_asset.id)
    AND NULLIF(
    h_maritime_asset.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_maritime_asset.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_maritime_asset.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_maritime_asset.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_maritime_asset.display_only))
    AND h_maritime_asset.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_maritime_asset.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_maritime_asset.purposes))
    AND (NOT h_maritime_asset.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_maritime_asset.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_maritime_asset.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_maritime_asset.lease_until IS NULL OR h_maritime_asset.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_maritime_asset.erase_by IS NULL OR h_maritime_asset.erase_by > (SELECT (basinet.subject_now()).at) OR h_maritime_asset.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_maritime_asset TO basinet_app;
GRANT SELECT ON basinet.h_maritime_asset TO basinet_app;
