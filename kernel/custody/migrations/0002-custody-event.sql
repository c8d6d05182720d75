-- Record type custody-event, generated from its declaration (node/custody).
CREATE TABLE basinet.r_custody_event (
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
  f_exhibit text,
  f_sequence bigint,
  f_kind text,
  f_at timestamptz,
  f_seal_after text
);
CREATE INDEX r_custody_event_updated ON basinet.r_custody_event (updated_at DESC, id DESC);
CREATE INDEX r_custody_event_exhibit ON basinet.r_custody_event (f_exhibit, updated_at DESC, id DESC);
CREATE INDEX r_custody_event_sequence ON basinet.r_custody_event (f_sequence, id);
CREATE INDEX r_custody_event_kind ON basinet.r_custody_event (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_custody_event_at ON basinet.r_custody_event (f_at, id);
CREATE INDEX r_custody_event_seal_after ON basinet.r_custody_event (f_seal_after, updated_at DESC, id DESC);
CREATE TABLE basinet.h_custody_event (LIKE basinet.r_custody_event);
ALTER TABLE basinet.h_custody_event ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_custody_event
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('custody-event', 'general', 'general', 'custody_event');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_custody_event FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_custody_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_custody_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_custody_event FOR SELECT TO basinet_app USING (
    (SELECT 'custody-event' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_custody_event.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_custody_event.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_custody_event.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_custody_event.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_custody_event.display_only))
    AND r_custody_event.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_custody_event.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_custody_event.purposes))
    AND (NOT r_custody_event.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_custody_event.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_custody_event.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_custody_event.lease_until IS NULL OR r_custody_event.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_custody_event.erase_by IS NULL OR r_custody_event.erase_by > (SELECT (basinet.subject_now()).at) OR r_custody_event.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_custody_event FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_custody_event FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'custody-event' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_custody_event.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_custody_event.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_custody_event.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_custody_event.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_custody_event.display_only))
    AND r_custody_event.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_custody_event.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_custody_event.purposes))
    AND (NOT r_custody_event.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_custody_event.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_custody_event.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_custody_event.lease_until IS NULL OR r_custody_event.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_custody_event.erase_by IS NULL OR r_custody_event.erase_by > (SELECT (basinet.subject_now()).at) OR r_custody_event.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_custody_event FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_custody_event now WHERE now.id = h_custody_event.id)
    AND NULLIF(
    h_custody_event.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_custody_event.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_custody_event.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_custody_event.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_custody_event.display_only))
    AND h_custody_event.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_custody_event.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_custody_event.purposes))
    AND (NOT h_custody_event.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_custody_event.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_custody_event.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_custody_event.lease_until IS NULL OR h_custody_event.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_custody_event.erase_by IS NULL OR h_custody_event.erase_by > (SELECT (basinet.subject_now()).at) OR h_custody_event.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_custody_event TO basinet_app;
GRANT SELECT ON basinet.h_custody_event TO basinet_app;
