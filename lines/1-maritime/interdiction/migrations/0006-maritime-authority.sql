-- Record type maritime-authority, generated from its declaration (1-maritime/interdiction).
CREATE TABLE basinet.r_maritime_authority (
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
  f_action text,
  f_flag text,
  f_zone text,
  f_coastal_state text,
  f_effect text,
  f_state text
);
CREATE INDEX r_maritime_authority_updated ON basinet.r_maritime_authority (updated_at DESC, id DESC);
CREATE INDEX r_maritime_authority_action ON basinet.r_maritime_authority (f_action, updated_at DESC, id DESC);
CREATE INDEX r_maritime_authority_flag ON basinet.r_maritime_authority (f_flag, updated_at DESC, id DESC);
CREATE INDEX r_maritime_authority_zone ON basinet.r_maritime_authority (f_zone, updated_at DESC, id DESC);
CREATE INDEX r_maritime_authority_coastal_state ON basinet.r_maritime_authority (f_coastal_state, updated_at DESC, id DESC);
CREATE INDEX r_maritime_authority_effect ON basinet.r_maritime_authority (f_effect, updated_at DESC, id DESC);
CREATE INDEX r_maritime_authority_state ON basinet.r_maritime_authority (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_maritime_authority (LIKE basinet.r_maritime_authority);
ALTER TABLE basinet.h_maritime_authority ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_maritime_authority
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('maritime-authority', 'general', 'general', 'maritime_authority');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_maritime_authority FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_maritime_authority ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_maritime_authority ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_maritime_authority FOR SELECT TO basinet_app USING (
    (SELECT 'maritime-authority' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_maritime_authority.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_maritime_authority.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_authority.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_authority.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_authority.display_only))
    AND r_maritime_authority.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_maritime_authority.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_maritime_authority.purposes))
    AND (NOT r_maritime_authority.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_maritime_authority.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_maritime_authority.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_maritime_authority.lease_until IS NULL OR r_maritime_authority.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_authority.erase_by IS NULL OR r_maritime_authority.erase_by > (SELECT (basinet.subject_now()).at) OR r_maritime_authority.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_maritime_authority FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_maritime_authority FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'maritime-authority' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_maritime_authority.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_maritime_authority.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_authority.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_authority.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_maritime_authority.display_only))
    AND r_maritime_authority.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_maritime_authority.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_maritime_authority.purposes))
    AND (NOT r_maritime_authority.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_maritime_authority.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_maritime_authority.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_maritime_authority.lease_until IS NULL OR r_maritime_authority.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_maritime_authority.erase_by IS NULL OR r_maritime_authority.erase_by > (SELECT (basinet.subject_now()).at) OR r_maritime_authority.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_maritime_authority FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_maritime_authority now WHERE now.id = h_maritime_authority.id)
    AND NULLIF(
    h_maritime_authority.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_maritime_authority.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_maritime_authority.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_maritime_authority.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_maritime_authority.display_only))
    AND h_maritime_authority.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_maritime_authority.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_maritime_authority.purposes))
    AND (NOT h_maritime_authority.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_maritime_authority.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_maritime_authority.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_maritime_authority.lease_until IS NULL OR h_maritime_authority.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_maritime_authority.erase_by IS NULL OR h_maritime_authority.erase_by > (SELECT (basinet.subject_now()).at) OR h_maritime_authority.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_maritime_authority TO basinet_app;
GRANT SELECT ON basinet.h_maritime_authority TO basinet_app;
