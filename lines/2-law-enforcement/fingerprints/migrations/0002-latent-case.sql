-- Record type latent-case, generated from its declaration (2-law-enforcement/fingerprints).
CREATE TABLE basinet.r_latent_case (
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
  f_number text,
  f_occurred_at timestamptz,
  f_agency text,
  f_state text
);
CREATE INDEX r_latent_case_updated ON basinet.r_latent_case (updated_at DESC, id DESC);
CREATE INDEX r_latent_case_number ON basinet.r_latent_case (f_number, updated_at DESC, id DESC);
CREATE INDEX r_latent_case_occurred_at ON basinet.r_latent_case (f_occurred_at, id);
CREATE INDEX r_latent_case_agency ON basinet.r_latent_case (f_agency, updated_at DESC, id DESC);
CREATE INDEX r_latent_case_state ON basinet.r_latent_case (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_latent_case (LIKE basinet.r_latent_case);
ALTER TABLE basinet.h_latent_case ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_latent_case
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('latent-case', 'general', 'general', 'latent_case');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_latent_case FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_latent_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_latent_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_latent_case FOR SELECT TO basinet_app USING (
    (SELECT 'latent-case' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_latent_case.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_latent_case.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_latent_case.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_latent_case.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_latent_case.display_only))
    AND r_latent_case.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_latent_case.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_latent_case.purposes))
    AND (NOT r_latent_case.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_latent_case.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_latent_case.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_latent_case.lease_until IS NULL OR r_latent_case.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_latent_case.erase_by IS NULL OR r_latent_case.erase_by > (SELECT (basinet.subject_now()).at) OR r_latent_case.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_latent_case FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_latent_case FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'latent-case' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_latent_case.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_latent_case.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_latent_case.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_latent_case.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_latent_case.display_only))
    AND r_latent_case.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_latent_case.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_latent_case.purposes))
    AND (NOT r_latent_case.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_latent_case.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_latent_case.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_latent_case.lease_until IS NULL OR r_latent_case.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_latent_case.erase_by IS NULL OR r_latent_case.erase_by > (SELECT (basinet.subject_now()).at) OR r_latent_case.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_latent_case FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_latent_case now WHERE now.id = h_latent_case.id)
    AND NULLIF(
    h_latent_case.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_latent_case.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_latent_case.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_latent_case.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_latent_case.display_only))
    AND h_latent_case.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_latent_case.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_latent_case.purposes))
    AND (NOT h_latent_case.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_latent_case.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_latent_case.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_latent_case.lease_until IS NULL OR h_latent_case.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_latent_case.erase_by IS NULL OR h_latent_case.erase_by > (SELECT (basinet.subject_now()).at) OR h_latent_case.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_latent_case TO basinet_app;
GRANT SELECT ON basinet.h_latent_case TO basinet_app;
