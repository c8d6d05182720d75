-- Record type training-certificate, generated from its declaration (programme/training).
CREATE TABLE basinet.r_training_certificate (
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
  f_holder text,
  f_name text,
  f_nation text,
  f_unit text,
  f_code text,
  f_origin text,
  f_valid_until text,
  f_nomination text,
  f_status_index bigint,
  f_state text
);
CREATE INDEX r_training_certificate_updated ON basinet.r_training_certificate (updated_at DESC, id DESC);
CREATE INDEX r_training_certificate_holder ON basinet.r_training_certificate (f_holder, updated_at DESC, id DESC);
CREATE INDEX r_training_certificate_name ON basinet.r_training_certificate (f_name, updated_at DESC, id DESC);
CREATE INDEX r_training_certificate_nation ON basinet.r_training_certificate (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_training_certificate_unit ON basinet.r_training_certificate (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_training_certificate_code ON basinet.r_training_certificate (f_code, updated_at DESC, id DESC);
CREATE INDEX r_training_certificate_origin ON basinet.r_training_certificate (f_origin, updated_at DESC, id DESC);
CREATE INDEX r_training_certificate_valid_until ON basinet.r_training_certificate (f_valid_until, updated_at DESC, id DESC);
CREATE INDEX r_training_certificate_nomination ON basinet.r_training_certificate (f_nomination, updated_at DESC, id DESC);
CREATE INDEX r_training_certificate_status_index ON basinet.r_training_certificate (f_status_index, id);
CREATE INDEX r_training_certificate_state ON basinet.r_training_certificate (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_training_certificate (LIKE basinet.r_training_certificate);
ALTER TABLE basinet.h_training_certificate ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_training_certificate
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('training-certificate', 'general', 'general', 'training_certificate');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_training_certificate FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_training_certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_training_certificate ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_training_certificate FOR SELECT TO basinet_app USING (
    (SELECT 'training-certificate' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_training_certificate.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_training_certificate.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_training_certificate.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_training_certificate.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_training_certificate.display_only))
    AND r_training_certificate.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_training_certificate.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_training_certificate.purposes))
    AND (NOT r_training_certificate.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_training_certificate.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_training_certificate.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_training_certificate.lease_until IS NULL OR r_training_certificate.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_training_certificate.erase_by IS NULL OR r_training_certificate.erase_by > (SELECT (basinet.subject_now()).at) OR r_training_certificate.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_training_certificate FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_training_certificate FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'training-certificate' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_training_certificate.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_training_certificate.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_training_certificate.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_training_certificate.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_training_certificate.display_only))
    AND r_training_certificate.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_training_certificate.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_training_certificate.purposes))
    AND (NOT r_training_certificate.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_training_certificate.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_training_certificate.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_training_certificate.lease_until IS NULL OR r_training_certificate.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_training_certificate.erase_by IS NULL OR r_training_certificate.erase_by > (SELECT (basinet.subject_now()).at) OR r_training_certificate.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_training_certificate FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_training_certificate now WHERE now.id = h_training_certificate.id)
    AND NULLIF(
    h_training_certificate.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_training_certificate.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_training_certificate.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_training_certificate.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_training_certificate.display_only))
    AND h_training_certificate.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_training_certificate.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_training_certificate.purposes))
    AND (NOT h_training_certificate.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_training_certificate.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_training_certificate.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_training_certificate.lease_until IS NULL OR h_training_certificate.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_training_certificate.erase_by IS NULL OR h_training_certificate.erase_by > (SELECT (basinet.subject_now()).at) OR h_training_certificate.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_training_certificate TO basinet_app;
GRANT SELECT ON basinet.h_training_certificate TO basinet_app;
