-- Record type protected-craft, generated from its declaration (1-maritime/picture).
CREATE TABLE basinet.r_protected_craft (
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
  f_mmsi bigint,
  f_state text,
  f_name text,
  f_agency text
);
CREATE INDEX r_protected_craft_updated ON basinet.r_protected_craft (updated_at DESC, id DESC);
CREATE INDEX r_protected_craft_mmsi ON basinet.r_protected_craft (f_mmsi, id);
CREATE INDEX r_protected_craft_state ON basinet.r_protected_craft (f_state, updated_at DESC, id DESC);
CREATE INDEX r_protected_craft_name ON basinet.r_protected_craft (f_name, updated_at DESC, id DESC);
CREATE INDEX r_protected_craft_agency ON basinet.r_protected_craft (f_agency, updated_at DESC, id DESC);
CREATE TABLE basinet.h_protected_craft (LIKE basinet.r_protected_craft);
ALTER TABLE basinet.h_protected_craft ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_protected_craft
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('protected-craft', 'general', 'general', 'protected_craft');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_protected_craft FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_protected_craft ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_protected_craft ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_protected_craft FOR SELECT TO basinet_app USING (
    (SELECT 'protected-craft' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_protected_craft.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_protected_craft.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_protected_craft.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_protected_craft.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_protected_craft.display_only))
    AND r_protected_craft.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_protected_craft.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_protected_craft.purposes))
    AND (NOT r_protected_craft.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_protected_craft.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_protected_craft.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_protected_craft.lease_until IS NULL OR r_protected_craft.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_protected_craft.erase_by IS NULL OR r_protected_craft.erase_by > (SELECT (basinet.subject_now()).at) OR r_protected_craft.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_protected_craft FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_protected_craft FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'protected-craft' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_protected_craft.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_protected_craft.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_protected_craft.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_protected_craft.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_protected_craft.display_only))
    AND r_protected_craft.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_protected_craft.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_protected_craft.purposes))
    AND (NOT r_protected_craft.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_protected_craft.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_protected_craft.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_protected_craft.lease_until IS NULL OR r_protected_craft.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_protected_craft.erase_by IS NULL OR r_protected_craft.erase_by > (SELECT (basinet.subject_now()).at) OR r_protected_craft.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_protected_craft FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_protected_craft now WHERE now.id = h_protected_craft.id)
    AND NULLIF(
    h_protected_craft.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_protected_craft.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_protected_craft.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_protected_craft.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_protected_craft.display_only))
    AND h_protected_craft.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_protected_craft.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_protected_craft.purposes))
    AND (NOT h_protected_craft.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_protected_craft.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_protected_craft.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_protected_craft.lease_until IS NULL OR h_protected_craft.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_protected_craft.erase_by IS NULL OR h_protected_craft.erase_by > (SELECT (basinet.subject_now()).at) OR h_protected_craft.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_protected_craft TO basinet_app;
GRANT SELECT ON basinet.h_protected_craft TO basinet_app;
