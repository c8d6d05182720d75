-- Record type feed, generated from its declaration (node/feeds).
CREATE TABLE basinet.r_feed (
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
  f_name text,
  f_state text,
  f_station text,
  f_content text,
  f_kind text
);
CREATE INDEX r_feed_updated ON basinet.r_feed (updated_at DESC, id DESC);
CREATE INDEX r_feed_name ON basinet.r_feed (f_name, updated_at DESC, id DESC);
CREATE INDEX r_feed_state ON basinet.r_feed (f_state, updated_at DESC, id DESC);
CREATE INDEX r_feed_station ON basinet.r_feed (f_station, updated_at DESC, id DESC);
CREATE INDEX r_feed_content ON basinet.r_feed (f_content, updated_at DESC, id DESC);
CREATE INDEX r_feed_kind ON basinet.r_feed (f_kind, updated_at DESC, id DESC);
CREATE TABLE basinet.h_feed (LIKE basinet.r_feed);
ALTER TABLE basinet.h_feed ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_feed
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('feed', 'general', 'general', 'feed');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_feed FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_feed ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_feed FOR SELECT TO basinet_app USING (
    (SELECT 'feed' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_feed.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_feed.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_feed.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_feed.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_feed.display_only))
    AND r_feed.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_feed.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_feed.purposes))
    AND (NOT r_feed.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_feed.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_feed.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_feed.lease_until IS NULL OR r_feed.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_feed.erase_by IS NULL OR r_feed.erase_by > (SELECT (basinet.subject_now()).at) OR r_feed.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_feed FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_feed FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'feed' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_feed.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_feed.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_feed.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_feed.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_feed.display_only))
    AND r_feed.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_feed.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_feed.purposes))
    AND (NOT r_feed.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_feed.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_feed.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_feed.lease_until IS NULL OR r_feed.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_feed.erase_by IS NULL OR r_feed.erase_by > (SELECT (basinet.subject_now()).at) OR r_feed.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_feed FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_feed now WHERE now.id = h_feed.id)
    AND NULLIF(
    h_feed.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_feed.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_feed.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_feed.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_feed.display_only))
    AND h_feed.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_feed.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_feed.purposes))
    AND (NOT h_feed.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_feed.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_feed.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_feed.lease_until IS NULL OR h_feed.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_feed.erase_by IS NULL OR h_feed.erase_by > (SELECT (basinet.subject_now()).at) OR h_feed.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_feed TO basinet_app;
GRANT SELECT ON basinet.h_feed TO basinet_app;
