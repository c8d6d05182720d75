-- Record type information-answer, generated from its declaration (regional/requests).
CREATE TABLE basinet.r_information_answer (
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
  f_about text,
  f_kind text,
  f_answered_at timestamptz
);
CREATE INDEX r_information_answer_updated ON basinet.r_information_answer (updated_at DESC, id DESC);
CREATE INDEX r_information_answer_about ON basinet.r_information_answer (f_about, updated_at DESC, id DESC);
CREATE INDEX r_information_answer_kind ON basinet.r_information_answer (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_information_answer_answered_at ON basinet.r_information_answer (f_answered_at, id);
CREATE TABLE basinet.h_information_answer (LIKE basinet.r_information_answer);
ALTER TABLE basinet.h_information_answer ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_information_answer
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('information-answer', 'general', 'general', 'information_answer');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_information_answer FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_information_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_information_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_information_answer FOR SELECT TO basinet_app USING (
    (SELECT 'information-answer' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_information_answer.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_information_answer.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_information_answer.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_information_answer.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_information_answer.display_only))
    AND r_information_answer.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_information_answer.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_information_answer.purposes))
    AND (NOT r_information_answer.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_information_answer.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_information_answer.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_information_answer.lease_until IS NULL OR r_information_answer.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_information_answer.erase_by IS NULL OR r_information_answer.erase_by > (SELECT (basinet.subject_now()).at) OR r_information_answer.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_information_answer FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_information_answer FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'information-answer' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_information_answer.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_information_answer.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_information_answer.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_information_answer.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_information_answer.display_only))
    AND r_information_answer.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_information_answer.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_information_answer.purposes))
    AND (NOT r_information_answer.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_information_answer.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_information_answer.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_information_answer.lease_until IS NULL OR r_information_answer.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_information_answer.erase_by IS NULL OR r_information_answer.erase_by > (SELECT (basinet.subject_now()).at) OR r_information_answer.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_information_answer FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_information_answer now WHERE now.id = h_information_answer.id)
    AND NULLIF(
    h_information_answer.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_information_answer.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_information_answer.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_information_answer.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_information_answer.display_only))
    AND h_information_answer.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_information_answer.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_information_answer.purposes))
    AND (NOT h_information_answer.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_information_answer.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_information_answer.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_information_answer.lease_until IS NULL OR h_information_answer.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_information_answer.erase_by IS NULL OR h_information_answer.erase_by > (SELECT (basinet.subject_now()).at) OR h_information_answer.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_information_answer TO basinet_app;
GRANT SELECT ON basinet.h_information_answer TO basinet_app;
