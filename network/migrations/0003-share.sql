-- Record type share, generated from its declaration (regional/sharing).
CREATE TABLE basinet.r_share (
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
  f_state text,
  f_kind text
);
CREATE INDEX r_share_updated ON basinet.r_share (updated_at DESC, id DESC);
CREATE INDEX r_share_state ON basinet.r_share (f_state, updated_at DESC, id DESC);
CREATE INDEX r_share_kind ON basinet.r_share (f_kind, updated_at DESC, id DESC);
CREATE TABLE basinet.h_share (LIKE basinet.r_share);
ALTER TABLE basinet.h_share ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_share
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('share', 'general', 'general', 'share');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_share FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_share ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_share ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_share FOR SELECT TO basinet_app USING (
    (SELECT 'share' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_share.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_share.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_share.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_share.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_share.display_only))
    AND r_share.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_share.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_share.purposes))
    AND (NOT r_share.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_share.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_share.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_share.lease_until IS NULL OR r_share.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_share.erase_by IS NULL OR r_share.erase_by > (SELECT (basinet.subject_now()).at) OR r_share.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_share FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_share FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'share' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_share.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_share.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_share.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_share.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_share.display_only))
    AND r_share.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_share.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_share.purposes))
    AND (NOT r_share.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_share.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_share.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_share.lease_until IS NULL OR r_share.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_share.erase_by IS NULL OR r_share.erase_by > (SELECT (basinet.subject_now()).at) OR r_share.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_share FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_share now WHERE now.id = h_share.id)
    AND NULLIF(
    h_share.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_share.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_share.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_share.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_share.display_only))
    AND h_share.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_share.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_share.purposes))
    AND (NOT h_share.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_share.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_share.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_share.lease_until IS NULL OR h_share.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_share.erase_by IS NULL OR h_share.erase_by > (SELECT (basinet.subject_now()).at) OR h_share.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_share TO basinet_app;
GRANT SELECT ON basinet.h_share TO basinet_app;
