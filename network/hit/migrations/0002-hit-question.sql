-- Record type hit-question, generated from its declaration (regional/hit).
CREATE TABLE basinet.r_hit_question (
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
  f_case_number text,
  f_purpose text
);
CREATE INDEX r_hit_question_updated ON basinet.r_hit_question (updated_at DESC, id DESC);
CREATE INDEX r_hit_question_state ON basinet.r_hit_question (f_state, updated_at DESC, id DESC);
CREATE INDEX r_hit_question_case_number ON basinet.r_hit_question (f_case_number, updated_at DESC, id DESC);
CREATE INDEX r_hit_question_purpose ON basinet.r_hit_question (f_purpose, updated_at DESC, id DESC);
CREATE TABLE basinet.h_hit_question (LIKE basinet.r_hit_question);
ALTER TABLE basinet.h_hit_question ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_hit_question
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('hit-question', 'general', 'general', 'hit_question');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_hit_question FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_hit_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_hit_question ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_hit_question FOR SELECT TO basinet_app USING (
    (SELECT 'hit-question' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_hit_question.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_hit_question.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_hit_question.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_hit_question.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_hit_question.display_only))
    AND r_hit_question.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_hit_question.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_hit_question.purposes))
    AND (NOT r_hit_question.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_hit_question.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_hit_question.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_hit_question.lease_until IS NULL OR r_hit_question.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_hit_question.erase_by IS NULL OR r_hit_question.erase_by > (SELECT (basinet.subject_now()).at) OR r_hit_question.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_hit_question FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_hit_question FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'hit-question' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_hit_question.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_hit_question.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_hit_question.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_hit_question.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_hit_question.display_only))
    AND r_hit_question.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_hit_question.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_hit_question.purposes))
    AND (NOT r_hit_question.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_hit_question.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_hit_question.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_hit_question.lease_until IS NULL OR r_hit_question.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_hit_question.erase_by IS NULL OR r_hit_question.erase_by > (SELECT (basinet.subject_now()).at) OR r_hit_question.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_hit_question FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_hit_question now WHERE now.id = h_hit_question.id)
    AND NULLIF(
    h_hit_question.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_hit_question.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_hit_question.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_hit_question.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_hit_question.display_only))
    AND h_hit_question.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_hit_question.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_hit_question.purposes))
    AND (NOT h_hit_question.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_hit_question.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_hit_question.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_hit_question.lease_until IS NULL OR h_hit_question.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_hit_question.erase_by IS NULL OR h_hit_question.erase_by > (SELECT (basinet.subject_now()).at) OR h_hit_question.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_hit_question TO basinet_app;
GRANT SELECT ON basinet.h_hit_question TO basinet_app;
