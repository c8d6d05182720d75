-- Record type watch-log-entry, generated from its declaration (1-maritime/picture).
CREATE TABLE basinet.r_watch_log_entry (
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
  f_at timestamptz,
  f_kind text,
  f_mmsi bigint
);
CREATE INDEX r_watch_log_entry_updated ON basinet.r_watch_log_entry (updated_at DESC, id DESC);
CREATE INDEX r_watch_log_entry_at ON basinet.r_watch_log_entry (f_at, id);
CREATE INDEX r_watch_log_entry_kind ON basinet.r_watch_log_entry (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_watch_log_entry_mmsi ON basinet.r_watch_log_entry (f_mmsi, id);
CREATE TABLE basinet.h_watch_log_entry (LIKE basinet.r_watch_log_entry);
ALTER TABLE basinet.h_watch_log_entry ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_watch_log_entry
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('watch-log-entry', 'general', 'general', 'watch_log_entry');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_watch_log_entry FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_watch_log_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_watch_log_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_watch_log_entry FOR SELECT TO basinet_app USING (
    (SELECT 'watch-log-entry' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_watch_log_entry.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_watch_log_entry.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_watch_log_entry.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_log_entry.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_log_entry.display_only))
    AND r_watch_log_entry.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_watch_log_entry.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_watch_log_entry.purposes))
    AND (NOT r_watch_log_entry.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_watch_log_entry.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_watch_log_entry.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_watch_log_entry.lease_until IS NULL OR r_watch_log_entry.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_watch_log_entry.erase_by IS NULL OR r_watch_log_entry.erase_by > (SELECT (basinet.subject_now()).at) OR r_watch_log_entry.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_watch_log_entry FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_watch_log_entry FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'watch-log-entry' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_watch_log_entry.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_watch_log_entry.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_watch_log_entry.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_log_entry.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_log_entry.display_only))
    AND r_watch_log_entry.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_watch_log_entry.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_watch_log_entry.purposes))
    AND (NOT r_watch_log_entry.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_watch_log_entry.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_watch_log_entry.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_watch_log_entry.lease_until IS NULL OR r_watch_log_entry.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_watch_log_entry.erase_by IS NULL OR r_watch_log_entry.erase_by > (SELECT (basinet.subject_now()).at) OR r_watch_log_entry.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_watch_log_entry FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_watch_log_entry now WHERE now.id = h_watch_log_entry.id)
    AND NULLIF(
    h_watch_log_entry.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_watch_log_entry.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_watch_log_entry.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_watch_log_entry.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_watch_log_entry.display_only))
    AND h_watch_log_entry.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_watch_log_entry.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_watch_log_entry.purposes))
    AND (NOT h_watch_log_entry.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_watch_log_entry.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_watch_log_entry.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_watch_log_entry.lease_until IS NULL OR h_watch_log_entry.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_watch_log_entry.erase_by IS NULL OR h_watch_log_entry.erase_by > (SELECT (basinet.subject_now()).at) OR h_watch_log_entry.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_watch_log_entry TO basinet_app;
GRANT SELECT ON basinet.h_watch_log_entry TO basinet_app;
