-- Record type watch-handover, generated from its declaration (1-maritime/picture).
CREATE TABLE basinet.r_watch_handover (
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
  f_outgoing text,
  f_relief text,
  f_offered_at timestamptz
);
CREATE INDEX r_watch_handover_updated ON basinet.r_watch_handover (updated_at DESC, id DESC);
CREATE INDEX r_watch_handover_state ON basinet.r_watch_handover (f_state, updated_at DESC, id DESC);
CREATE INDEX r_watch_handover_outgoing ON basinet.r_watch_handover (f_outgoing, updated_at DESC, id DESC);
CREATE INDEX r_watch_handover_relief ON basinet.r_watch_handover (f_relief, updated_at DESC, id DESC);
CREATE INDEX r_watch_handover_offered_at ON basinet.r_watch_handover (f_offered_at, id);
CREATE TABLE basinet.h_watch_handover (LIKE basinet.r_watch_handover);
ALTER TABLE basinet.h_watch_handover ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_watch_handover
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('watch-handover', 'general', 'general', 'watch_handover');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_watch_handover FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_watch_handover ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_watch_handover ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_watch_handover FOR SELECT TO basinet_app USING (
    (SELECT 'watch-handover' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_watch_handover.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_watch_handover.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_watch_handover.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_handover.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_handover.display_only))
    AND r_watch_handover.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_watch_handover.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_watch_handover.purposes))
    AND (NOT r_watch_handover.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_watch_handover.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_watch_handover.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_watch_handover.lease_until IS NULL OR r_watch_handover.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_watch_handover.erase_by IS NULL OR r_watch_handover.erase_by > (SELECT (basinet.subject_now()).at) OR r_watch_handover.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_watch_handover FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_watch_handover FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'watch-handover' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_watch_handover.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_watch_handover.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_watch_handover.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_handover.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_handover.display_only))
    AND r_watch_handover.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_watch_handover.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_watch_handover.purposes))
    AND (NOT r_watch_handover.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_watch_handover.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_watch_handover.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_watch_handover.lease_until IS NULL OR r_watch_handover.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_watch_handover.erase_by IS NULL OR r_watch_handover.erase_by > (SELECT (basinet.subject_now()).at) OR r_watch_handover.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_watch_handover FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_watch_handover now WHERE now.id = h_watch_handover.id)
    AND NULLIF(
    h_watch_handover.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_watch_handover.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_watch_handover.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_watch_handover.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_watch_handover.display_only))
    AND h_watch_handover.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_watch_handover.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_watch_handover.purposes))
    AND (NOT h_watch_handover.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_watch_handover.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_watch_handover.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_watch_handover.lease_until IS NULL OR h_watch_handover.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_watch_handover.erase_by IS NULL OR h_watch_handover.erase_by > (SELECT (basinet.subject_now()).at) OR h_watch_handover.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_watch_handover TO basinet_app;
GRANT SELECT ON basinet.h_watch_handover TO basinet_app;
