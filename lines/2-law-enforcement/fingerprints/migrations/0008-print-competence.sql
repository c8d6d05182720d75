-- Record type print-competence, generated from its declaration (2-law-enforcement/fingerprints).
CREATE TABLE basinet.r_print_competence (
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
  f_examiner text,
  f_task text,
  f_valid_until timestamptz,
  f_state text
);
CREATE INDEX r_print_competence_updated ON basinet.r_print_competence (updated_at DESC, id DESC);
CREATE INDEX r_print_competence_examiner ON basinet.r_print_competence (f_examiner, updated_at DESC, id DESC);
CREATE INDEX r_print_competence_task ON basinet.r_print_competence (f_task, updated_at DESC, id DESC);
CREATE INDEX r_print_competence_valid_until ON basinet.r_print_competence (f_valid_until, id);
CREATE INDEX r_print_competence_state ON basinet.r_print_competence (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_print_competence (LIKE basinet.r_print_competence);
ALTER TABLE basinet.h_print_competence ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_print_competence
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('print-competence', 'general', 'general', 'print_competence');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_print_competence FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_print_competence ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_print_competence ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_print_competence FOR SELECT TO basinet_app USING (
    (SELECT 'print-competence' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_print_competence.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_print_competence.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_print_competence.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_print_competence.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_print_competence.display_only))
    AND r_print_competence.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_print_competence.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_print_competence.purposes))
    AND (NOT r_print_competence.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_print_competence.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_print_competence.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_print_competence.lease_until IS NULL OR r_print_competence.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_print_competence.erase_by IS NULL OR r_print_competence.erase_by > (SELECT (basinet.subject_now()).at) OR r_print_competence.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_print_competence FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_print_competence FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'print-competence' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_print_competence.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_print_competence.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_print_competence.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_print_competence.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_print_competence.display_only))
    AND r_print_competence.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_print_competence.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_print_competence.purposes))
    AND (NOT r_print_competence.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_print_competence.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_print_competence.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_print_competence.lease_until IS NULL OR r_print_competence.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_print_competence.erase_by IS NULL OR r_print_competence.erase_by > (SELECT (basinet.subject_now()).at) OR r_print_competence.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_print_competence FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_print_competence now WHERE now.id = h_print_competence.id)
    AND NULLIF(
    h_print_competence.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_print_competence.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_print_competence.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_print_competence.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_print_competence.display_only))
    AND h_print_competence.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_print_competence.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_print_competence.purposes))
    AND (NOT h_print_competence.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_print_competence.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_print_competence.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_print_competence.lease_until IS NULL OR h_print_competence.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_print_competence.erase_by IS NULL OR h_print_competence.erase_by > (SELECT (basinet.subject_now()).at) OR h_print_competence.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_print_competence TO basinet_app;
GRANT SELECT ON basinet.h_print_competence TO basinet_app;
