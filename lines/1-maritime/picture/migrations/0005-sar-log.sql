-- Record type sar-log, generated from its declaration (1-maritime/picture).
CREATE TABLE basinet.r_sar_log (
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
  f_kind text,
  f_beacon bigint,
  f_at timestamptz
);
CREATE INDEX r_sar_log_updated ON basinet.r_sar_log (updated_at DESC, id DESC);
CREATE INDEX r_sar_log_state ON basinet.r_sar_log (f_state, updated_at DESC, id DESC);
CREATE INDEX r_sar_log_kind ON basinet.r_sar_log (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_sar_log_beacon ON basinet.r_sar_log (f_beacon, id);
CREATE INDEX r_sar_log_at ON basinet.r_sar_log (f_at, id);
CREATE TABLE basinet.h_sar_log (LIKE basinet.r_sar_log);
ALTER TABLE basinet.h_sar_log ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_sar_log
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('sar-log', 'general', 'general', 'sar_log');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_sar_log FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_sar_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_sar_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_sar_log FOR SELECT TO basinet_app USING (
    (SELECT 'sar-log' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_sar_log.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_sar_log.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_sar_log.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_sar_log.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_sar_log.display_only))
    AND r_sar_log.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_sar_log.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_sar_log.purposes))
    AND (NOT r_sar_log.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_sar_log.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_sar_log.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_sar_log.lease_until IS NULL OR r_sar_log.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_sar_log.erase_by IS NULL OR r_sar_log.erase_by > (SELECT (basinet.subject_now()).at) OR r_sar_log.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_sar_log FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_sar_log FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'sar-log' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_sar_log.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_sar_log.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_sar_log.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_sar_log.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_sar_log.display_only))
    AND r_sar_log.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_sar_log.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_sar_log.purposes))
    AND (NOT r_sar_log.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_sar_log.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_sar_log.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_sar_log.lease_until IS NULL OR r_sar_log.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_sar_log.erase_by IS NULL OR r_sar_log.erase_by > (SELECT (basinet.subject_now()).at) OR r_sar_log.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_sar_log FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_sar_log now WHERE now.id = h_sar_log.id)
    AND NULLIF(
    h_sar_log.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_sar_log.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_sar_log.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_sar_log.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_sar_log.display_only))
    AND h_sar_log.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_sar_log.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_sar_log.purposes))
    AND (NOT h_sar_log.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_sar_log.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_sar_log.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_sar_log.lease_until IS NULL OR h_sar_log.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_sar_log.erase_by IS NULL OR h_sar_log.erase_by > (SELECT (basinet.subject_now()).at) OR h_sar_log.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_sar_log TO basinet_app;
GRANT SELECT ON basinet.h_sar_log TO basinet_app;
