-- Record type interdiction, generated from its declaration (1-maritime/interdiction).
CREATE TABLE basinet.r_interdiction (
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
  f_reference text,
  f_state text,
  f_domain text,
  f_threat text,
  f_intent text,
  f_flag text,
  f_sighted_at timestamptz,
  f_result text
);
CREATE INDEX r_interdiction_updated ON basinet.r_interdiction (updated_at DESC, id DESC);
CREATE INDEX r_interdiction_reference ON basinet.r_interdiction (f_reference, updated_at DESC, id DESC);
CREATE INDEX r_interdiction_state ON basinet.r_interdiction (f_state, updated_at DESC, id DESC);
CREATE INDEX r_interdiction_domain ON basinet.r_interdiction (f_domain, updated_at DESC, id DESC);
CREATE INDEX r_interdiction_threat ON basinet.r_interdiction (f_threat, updated_at DESC, id DESC);
CREATE INDEX r_interdiction_intent ON basinet.r_interdiction (f_intent, updated_at DESC, id DESC);
CREATE INDEX r_interdiction_flag ON basinet.r_interdiction (f_flag, updated_at DESC, id DESC);
CREATE INDEX r_interdiction_sighted_at ON basinet.r_interdiction (f_sighted_at, id);
CREATE INDEX r_interdiction_result ON basinet.r_interdiction (f_result, updated_at DESC, id DESC);
CREATE TABLE basinet.h_interdiction (LIKE basinet.r_interdiction);
ALTER TABLE basinet.h_interdiction ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_interdiction
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('interdiction', 'general', 'general', 'interdiction');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_interdiction FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_interdiction ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_interdiction ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_interdiction FOR SELECT TO basinet_app USING (
    (SELECT 'interdiction' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_interdiction.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_interdiction.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_interdiction.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_interdiction.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_interdiction.display_only))
    AND r_interdiction.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_interdiction.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_interdiction.purposes))
    AND (NOT r_interdiction.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_interdiction.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_interdiction.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_interdiction.lease_until IS NULL OR r_interdiction.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_interdiction.erase_by IS NULL OR r_interdiction.erase_by > (SELECT (basinet.subject_now()).at) OR r_interdiction.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_interdiction FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_interdiction FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'interdiction' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_interdiction.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_interdiction.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_interdiction.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_interdiction.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_interdiction.display_only))
    AND r_interdiction.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_interdiction.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_interdiction.purposes))
    AND (NOT r_interdiction.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_interdiction.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_interdiction.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_interdiction.lease_until IS NULL OR r_interdiction.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_interdiction.erase_by IS NULL OR r_interdiction.erase_by > (SELECT (basinet.subject_now()).at) OR r_interdiction.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_interdiction FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_interdiction now WHERE now.id = h_interdiction.id)
    AND NULLIF(
    h_interdiction.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_interdiction.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_interdiction.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_interdiction.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_interdiction.display_only))
    AND h_interdiction.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_interdiction.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_interdiction.purposes))
    AND (NOT h_interdiction.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_interdiction.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_interdiction.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_interdiction.lease_until IS NULL OR h_interdiction.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_interdiction.erase_by IS NULL OR h_interdiction.erase_by > (SELECT (basinet.subject_now()).at) OR h_interdiction.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_interdiction TO basinet_app;
GRANT SELECT ON basinet.h_interdiction TO basinet_app;
