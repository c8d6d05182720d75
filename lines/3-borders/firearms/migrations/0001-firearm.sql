-- Record type firearm, generated from its declaration (3-borders/firearms).
CREATE TABLE basinet.r_firearm (
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
  f_make text,
  f_model text,
  f_calibre text,
  f_type text,
  f_serial text,
  f_serial_state text,
  f_serial_folded text,
  f_serial_core text,
  f_country_of_marking text,
  f_recovered_at timestamptz,
  f_exhibit text,
  f_seizure text,
  f_state text
);
CREATE INDEX r_firearm_updated ON basinet.r_firearm (updated_at DESC, id DESC);
CREATE INDEX r_firearm_reference ON basinet.r_firearm (f_reference, updated_at DESC, id DESC);
CREATE INDEX r_firearm_make ON basinet.r_firearm (f_make, updated_at DESC, id DESC);
CREATE INDEX r_firearm_model ON basinet.r_firearm (f_model, updated_at DESC, id DESC);
CREATE INDEX r_firearm_calibre ON basinet.r_firearm (f_calibre, updated_at DESC, id DESC);
CREATE INDEX r_firearm_type ON basinet.r_firearm (f_type, updated_at DESC, id DESC);
CREATE INDEX r_firearm_serial ON basinet.r_firearm (f_serial, updated_at DESC, id DESC);
CREATE INDEX r_firearm_serial_state ON basinet.r_firearm (f_serial_state, updated_at DESC, id DESC);
CREATE INDEX r_firearm_serial_folded ON basinet.r_firearm (f_serial_folded, updated_at DESC, id DESC);
CREATE INDEX r_firearm_serial_core ON basinet.r_firearm (f_serial_core, updated_at DESC, id DESC);
CREATE INDEX r_firearm_country_of_marking ON basinet.r_firearm (f_country_of_marking, updated_at DESC, id DESC);
CREATE INDEX r_firearm_recovered_at ON basinet.r_firearm (f_recovered_at, id);
CREATE INDEX r_firearm_exhibit ON basinet.r_firearm (f_exhibit, updated_at DESC, id DESC);
CREATE INDEX r_firearm_seizure ON basinet.r_firearm (f_seizure, updated_at DESC, id DESC);
CREATE INDEX r_firearm_state ON basinet.r_firearm (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_firearm (LIKE basinet.r_firearm);
ALTER TABLE basinet.h_firearm ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_firearm
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('firearm', 'general', 'general', 'firearm');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_firearm FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_firearm ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_firearm ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_firearm FOR SELECT TO basinet_app USING (
    (SELECT 'firearm' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_firearm.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_firearm.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_firearm.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_firearm.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_firearm.display_only))
    AND r_firearm.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_firearm.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_firearm.purposes))
    AND (NOT r_firearm.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_firearm.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_firearm.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_firearm.lease_until IS NULL OR r_firearm.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_firearm.erase_by IS NULL OR r_firearm.erase_by > (SELECT (basinet.subject_now()).at) OR r_firearm.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_firearm FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_firearm FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'firearm' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_firearm.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_firearm.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_firearm.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_firearm.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_firearm.display_only))
    AND r_firearm.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_firearm.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_firearm.purposes))
    AND (NOT r_firearm.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_firearm.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_firearm.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_firearm.lease_until IS NULL OR r_firearm.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_firearm.erase_by IS NULL OR r_firearm.erase_by > (SELECT (basinet.subject_now()).at) OR r_firearm.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_firearm FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_firearm now WHERE now.id = h_firearm.id)
    AND NULLIF(
    h_firearm.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_firearm.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_firearm.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_firearm.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_firearm.display_only))
    AND h_firearm.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_firearm.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_firearm.purposes))
    AND (NOT h_firearm.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_firearm.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_firearm.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_firearm.lease_until IS NULL OR h_firearm.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_firearm.erase_by IS NULL OR h_firearm.erase_by > (SELECT (basinet.subject_now()).at) OR h_firearm.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_firearm TO basinet_app;
GRANT SELECT ON basinet.h_firearm TO basinet_app;
