-- Record type dialogue-meeting, generated from its declaration (programme/dialogue).
CREATE TABLE basinet.r_dialogue_meeting (
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
  f_form text,
  f_held_on text,
  f_place text,
  f_state text
);
CREATE INDEX r_dialogue_meeting_updated ON basinet.r_dialogue_meeting (updated_at DESC, id DESC);
CREATE INDEX r_dialogue_meeting_form ON basinet.r_dialogue_meeting (f_form, updated_at DESC, id DESC);
CREATE INDEX r_dialogue_meeting_held_on ON basinet.r_dialogue_meeting (f_held_on, updated_at DESC, id DESC);
CREATE INDEX r_dialogue_meeting_place ON basinet.r_dialogue_meeting (f_place, updated_at DESC, id DESC);
CREATE INDEX r_dialogue_meeting_state ON basinet.r_dialogue_meeting (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_dialogue_meeting (LIKE basinet.r_dialogue_meeting);
ALTER TABLE basinet.h_dialogue_meeting ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_dialogue_meeting
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('dialogue-meeting', 'general', 'general', 'dialogue_meeting');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_dialogue_meeting FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_dialogue_meeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_dialogue_meeting ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_dialogue_meeting FOR SELECT TO basinet_app USING (
    (SELECT 'dialogue-meeting' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_dialogue_meeting.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_dialogue_meeting.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_dialogue_meeting.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_dialogue_meeting.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_dialogue_meeting.display_only))
    AND r_dialogue_meeting.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_dialogue_meeting.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_dialogue_meeting.purposes))
    AND (NOT r_dialogue_meeting.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_dialogue_meeting.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_dialogue_meeting.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_dialogue_meeting.lease_until IS NULL OR r_dialogue_meeting.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_dialogue_meeting.erase_by IS NULL OR r_dialogue_meeting.erase_by > (SELECT (basinet.subject_now()).at) OR r_dialogue_meeting.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_dialogue_meeting FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_dialogue_meeting FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'dialogue-meeting' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_dialogue_meeting.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_dialogue_meeting.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_dialogue_meeting.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_dialogue_meeting.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_dialogue_meeting.display_only))
    AND r_dialogue_meeting.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_dialogue_meeting.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_dialogue_meeting.purposes))
    AND (NOT r_dialogue_meeting.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_dialogue_meeting.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_dialogue_meeting.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_dialogue_meeting.lease_until IS NULL OR r_dialogue_meeting.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_dialogue_meeting.erase_by IS NULL OR r_dialogue_meeting.erase_by > (SELECT (basinet.subject_now()).at) OR r_dialogue_meeting.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_dialogue_meeting FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_dialogue_meeting now WHERE now.id = h_dialogue_meeting.id)
    AND NULLIF(
    h_dialogue_meeting.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_dialogue_meeting.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_dialogue_meeting.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_dialogue_meeting.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_dialogue_meeting.display_only))
    AND h_dialogue_meeting.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_dialogue_meeting.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_dialogue_meeting.purposes))
    AND (NOT h_dialogue_meeting.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_dialogue_meeting.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_dialogue_meeting.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_dialogue_meeting.lease_until IS NULL OR h_dialogue_meeting.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_dialogue_meeting.erase_by IS NULL OR h_dialogue_meeting.erase_by > (SELECT (basinet.subject_now()).at) OR h_dialogue_meeting.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_dialogue_meeting TO basinet_app;
GRANT SELECT ON basinet.h_dialogue_meeting TO basinet_app;
