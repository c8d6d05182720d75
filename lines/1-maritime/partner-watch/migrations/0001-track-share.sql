-- Record type track-share, generated from its declaration (1-maritime/partner-watch).
CREATE TABLE basinet.r_track_share (
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
  f_name text,
  f_state text,
  f_until timestamptz
);
CREATE INDEX r_track_share_updated ON basinet.r_track_share (updated_at DESC, id DESC);
CREATE INDEX r_track_share_mmsi ON basinet.r_track_share (f_mmsi, id);
CREATE INDEX r_track_share_name ON basinet.r_track_share (f_name, updated_at DESC, id DESC);
CREATE INDEX r_track_share_state ON basinet.r_track_share (f_state, updated_at DESC, id DESC);
CREATE INDEX r_track_share_until ON basinet.r_track_share (f_until, id);
CREATE TABLE basinet.h_track_share (LIKE basinet.r_track_share);
ALTER TABLE basinet.h_track_share ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_track_share
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('track-share', 'general', 'general', 'track_share');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_track_share FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_track_share ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_track_share ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_track_share FOR SELECT TO basinet_app USING (
    (SELECT 'track-share' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_track_share.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_track_share.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_track_share.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_track_share.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_track_share.display_only))
    AND r_track_share.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_track_share.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_track_share.purposes))
    AND (NOT r_track_share.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_track_share.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_track_share.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_track_share.lease_until IS NULL OR r_track_share.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_track_share.erase_by IS NULL OR r_track_share.erase_by > (SELECT (basinet.subject_now()).at) OR r_track_share.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_track_share FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_track_share FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'track-share' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_track_share.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_track_share.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_track_share.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_track_share.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_track_share.display_only))
    AND r_track_share.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_track_share.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_track_share.purposes))
    AND (NOT r_track_share.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_track_share.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_track_share.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_track_share.lease_until IS NULL OR r_track_share.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_track_share.erase_by IS NULL OR r_track_share.erase_by > (SELECT (basinet.subject_now()).at) OR r_track_share.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_track_share FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_track_share now WHERE now.id = h_track_share.id)
    AND NULLIF(
    h_track_share.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_track_share.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_track_share.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_track_share.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_track_share.display_only))
    AND h_track_share.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_track_share.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_track_share.purposes))
    AND (NOT h_track_share.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_track_share.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_track_share.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_track_share.lease_until IS NULL OR h_track_share.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_track_share.erase_by IS NULL OR h_track_share.erase_by > (SELECT (basinet.subject_now()).at) OR h_track_share.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_track_share TO basinet_app;
GRANT SELECT ON basinet.h_track_share TO basinet_app;
