-- Record type equipment-item, generated from its declaration (1-maritime/equipment).
CREATE TABLE basinet.r_equipment_item (
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
  f_serial text,
  f_unit text,
  f_asset text,
  f_donor text,
  f_state text
);
CREATE INDEX r_equipment_item_updated ON basinet.r_equipment_item (updated_at DESC, id DESC);
CREATE INDEX r_equipment_item_name ON basinet.r_equipment_item (f_name, updated_at DESC, id DESC);
CREATE INDEX r_equipment_item_kind ON basinet.r_equipment_item (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_equipment_item_serial ON basinet.r_equipment_item (f_serial, updated_at DESC, id DESC);
CREATE INDEX r_equipment_item_unit ON basinet.r_equipment_item (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_equipment_item_asset ON basinet.r_equipment_item (f_asset, updated_at DESC, id DESC);
CREATE INDEX r_equipment_item_donor ON basinet.r_equipment_item (f_donor, updated_at DESC, id DESC);
CREATE INDEX r_equipment_item_state ON basinet.r_equipment_item (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_equipment_item (LIKE basinet.r_equipment_item);
ALTER TABLE basinet.h_equipment_item ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_equipment_item
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('equipment-item', 'general', 'general', 'equipment_item');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_equipment_item FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_equipment_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_equipment_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_equipment_item FOR SELECT TO basinet_app USING (
    (SELECT 'equipment-item' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_equipment_item.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_equipment_item.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_equipment_item.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_equipment_item.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_equipment_item.display_only))
    AND r_equipment_item.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_equipment_item.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_equipment_item.purposes))
    AND (NOT r_equipment_item.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_equipment_item.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_equipment_item.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_equipment_item.lease_until IS NULL OR r_equipment_item.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_equipment_item.erase_by IS NULL OR r_equipment_item.erase_by > (SELECT (basinet.subject_now()).at) OR r_equipment_item.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_equipment_item FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_equipment_item FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'equipment-item' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_equipment_item.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_equipment_item.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_equipment_item.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_equipment_item.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_equipment_item.display_only))
    AND r_equipment_item.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_equipment_item.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_equipment_item.purposes))
    AND (NOT r_equipment_item.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_equipment_item.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_equipment_item.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_equipment_item.lease_until IS NULL OR r_equipment_item.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_equipment_item.erase_by IS NULL OR r_equipment_item.erase_by > (SELECT (basinet.subject_now()).at) OR r_equipment_item.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_equipment_item FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_equipment_item now WHERE now.id = h_equipment_item.id)
    AND NULLIF(
    h_equipment_item.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_equipment_item.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_equipment_item.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_equipment_item.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_equipment_item.display_only))
    AND h_equipment_item.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_equipment_item.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_equipment_item.purposes))
    AND (NOT h_equipment_item.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_equipment_item.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_equipment_item.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_equipment_item.lease_until IS NULL OR h_equipment_item.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_equipment_item.erase_by IS NULL OR h_equipment_item.erase_by > (SELECT (basinet.subject_now()).at) OR h_equipment_item.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_equipment_item TO basinet_app;
GRANT SELECT ON basinet.h_equipment_item TO basinet_app;
