-- Record type watch-message, generated from its declaration (1-maritime/partner-watch).
CREATE TABLE basinet.r_watch_message (
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
  f_phrase text,
  f_answers text
);
CREATE INDEX r_watch_message_updated ON basinet.r_watch_message (updated_at DESC, id DESC);
CREATE INDEX r_watch_message_phrase ON basinet.r_watch_message (f_phrase, updated_at DESC, id DESC);
CREATE INDEX r_watch_message_answers ON basinet.r_watch_message (f_answers, updated_at DESC, id DESC);
CREATE TABLE basinet.h_watch_message (LIKE basinet.r_watch_message);
ALTER TABLE basinet.h_watch_message ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_watch_message
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('watch-message', 'general', 'general', 'watch_message');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_watch_message FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_watch_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_watch_message ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_watch_message FOR SELECT TO basinet_app USING (
    (SELECT 'watch-message' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_watch_message.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_watch_message.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_watch_message.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_message.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_message.display_only))
    AND r_watch_message.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_watch_message.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_watch_message.purposes))
    AND (NOT r_watch_message.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_watch_message.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_watch_message.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_watch_message.lease_until IS NULL OR r_watch_message.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_watch_message.erase_by IS NULL OR r_watch_message.erase_by > (SELECT (basinet.subject_now()).at) OR r_watch_message.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_watch_message FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_watch_message FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'watch-message' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_watch_message.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_watch_message.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_watch_message.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_message.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_watch_message.display_only))
    AND r_watch_message.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_watch_message.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_watch_message.purposes))
    AND (NOT r_watch_message.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_watch_message.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_watch_message.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_watch_message.lease_until IS NULL OR r_watch_message.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_watch_message.erase_by IS NULL OR r_watch_message.erase_by > (SELECT (basinet.subject_now()).at) OR r_watch_message.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_watch_message FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_watch_message now WHERE now.id = h_watch_message.id)
    AND NULLIF(
    h_watch_message.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_watch_message.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_watch_message.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_watch_message.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_watch_message.display_only))
    AND h_watch_message.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_watch_message.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_watch_message.purposes))
    AND (NOT h_watch_message.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_watch_message.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_watch_message.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_watch_message.lease_until IS NULL OR h_watch_message.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_watch_message.erase_by IS NULL OR h_watch_message.erase_by > (SELECT (basinet.subject_now()).at) OR h_watch_message.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_watch_message TO basinet_app;
GRANT SELECT ON basinet.h_watch_message TO basinet_app;
