-- Record type file, generated from its declaration (node/files).
CREATE TABLE basinet.r_file (
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
  f_about_id text,
  f_media_type text,
  f_size_bytes bigint,
  f_state text
);
CREATE INDEX r_file_updated ON basinet.r_file (updated_at DESC, id DESC);
CREATE INDEX r_file_about_id ON basinet.r_file (f_about_id, updated_at DESC, id DESC);
CREATE INDEX r_file_media_type ON basinet.r_file (f_media_type, updated_at DESC, id DESC);
CREATE INDEX r_file_size_bytes ON basinet.r_file (f_size_bytes, id);
CREATE INDEX r_file_state ON basinet.r_file (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_file (LIKE basinet.r_file);
ALTER TABLE basinet.h_file ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_file
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('file', 'general', 'general', 'file');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_file FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_file FOR SELECT TO basinet_app USING (
    (SELECT 'file' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_file.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_file.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_file.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_file.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_file.display_only))
    AND r_file.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_file.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_file.purposes))
    AND (NOT r_file.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_file.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_file.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_file.lease_until IS NULL OR r_file.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_file.erase_by IS NULL OR r_file.erase_by > (SELECT (basinet.subject_now()).at) OR r_file.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_file FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_file FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'file' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_file.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_file.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_file.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_file.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_file.display_only))
    AND r_file.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_file.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_file.purposes))
    AND (NOT r_file.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_file.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_file.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_file.lease_until IS NULL OR r_file.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_file.erase_by IS NULL OR r_file.erase_by > (SELECT (basinet.subject_now()).at) OR r_file.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_file FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_file now WHERE now.id = h_file.id)
    AND NULLIF(
    h_file.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_file.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_file.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_file.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_file.display_only))
    AND h_file.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_file.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_file.purposes))
    AND (NOT h_file.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_file.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_file.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_file.lease_until IS NULL OR h_file.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_file.erase_by IS NULL OR h_file.erase_by > (SELECT (basinet.subject_now()).at) OR h_file.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_file TO basinet_app;
GRANT SELECT ON basinet.h_file TO basinet_app;
