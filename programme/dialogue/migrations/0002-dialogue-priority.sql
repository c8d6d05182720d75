-- Record type dialogue-priority, generated from its declaration (programme/dialogue).
CREATE TABLE basinet.r_dialogue_priority (
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
  f_goal text,
  f_state text
);
CREATE INDEX r_dialogue_priority_updated ON basinet.r_dialogue_priority (updated_at DESC, id DESC);
CREATE INDEX r_dialogue_priority_goal ON basinet.r_dialogue_priority (f_goal, updated_at DESC, id DESC);
CREATE INDEX r_dialogue_priority_state ON basinet.r_dialogue_priority (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_dialogue_priority (LIKE basinet.r_dialogue_priority);
ALTER TABLE basinet.h_dialogue_priority ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_dialogue_priority
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('dialogue-priority', 'general', 'general', 'dialogue_priority');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_dialogue_priority FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_dialogue_priority ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_dialogue_priority ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_dialogue_priority FOR SELECT TO basinet_app USING (
    (SELECT 'dialogue-priority' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_dialogue_priority.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_dialogue_priority.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_dialogue_priority.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_dialogue_priority.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_dialogue_priority.display_only))
    AND r_dialogue_priority.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_dialogue_priority.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_dialogue_priority.purposes))
    AND (NOT r_dialogue_priority.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_dialogue_priority.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_dialogue_priority.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_dialogue_priority.lease_until IS NULL OR r_dialogue_priority.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_dialogue_priority.erase_by IS NULL OR r_dialogue_priority.erase_by > (SELECT (basinet.subject_now()).at) OR r_dialogue_priority.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_dialogue_priority FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_dialogue_priority FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'dialogue-priority' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_dialogue_priority.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_dialogue_priority.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_dialogue_priority.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_dialogue_priority.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_dialogue_priority.display_only))
    AND r_dialogue_priority.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_dialogue_priority.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_dialogue_priority.purposes))
    AND (NOT r_dialogue_priority.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_dialogue_priority.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_dialogue_priority.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_dialogue_priority.lease_until IS NULL OR r_dialogue_priority.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_dialogue_priority.erase_by IS NULL OR r_dialogue_priority.erase_by > (SELECT (basinet.subject_now()).at) OR r_dialogue_priority.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_dialogue_priority FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_dialogue_priority now WHERE now.id = h_dialogue_priority.id)
    AND NULLIF(
    h_dialogue_priority.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_dialogue_priority.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_dialogue_priority.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_dialogue_priority.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_dialogue_priority.display_only))
    AND h_dialogue_priority.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_dialogue_priority.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_dialogue_priority.purposes))
    AND (NOT h_dialogue_priority.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_dialogue_priority.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_dialogue_priority.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_dialogue_priority.lease_until IS NULL OR h_dialogue_priority.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_dialogue_priority.erase_by IS NULL OR h_dialogue_priority.erase_by > (SELECT (basinet.subject_now()).at) OR h_dialogue_priority.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_dialogue_priority TO basinet_app;
GRANT SELECT ON basinet.h_dialogue_priority TO basinet_app;
