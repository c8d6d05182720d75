-- Record type conversion-request, generated from its declaration (regional/evidence).
CREATE TABLE basinet.r_conversion_request (
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
  f_to text,
  f_case_number text,
  f_state text
);
CREATE INDEX r_conversion_request_updated ON basinet.r_conversion_request (updated_at DESC, id DESC);
CREATE INDEX r_conversion_request_to ON basinet.r_conversion_request (f_to, updated_at DESC, id DESC);
CREATE INDEX r_conversion_request_case_number ON basinet.r_conversion_request (f_case_number, updated_at DESC, id DESC);
CREATE INDEX r_conversion_request_state ON basinet.r_conversion_request (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_conversion_request (LIKE basinet.r_conversion_request);
ALTER TABLE basinet.h_conversion_request ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_conversion_request
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('conversion-request', 'general', 'general', 'conversion_request');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_conversion_request FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_conversion_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_conversion_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_conversion_request FOR SELECT TO basinet_app USING (
    (SELECT 'conversion-request' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_conversion_request.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_conversion_request.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_conversion_request.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_conversion_request.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_conversion_request.display_only))
    AND r_conversion_request.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_conversion_request.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_conversion_request.purposes))
    AND (NOT r_conversion_request.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_conversion_request.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_conversion_request.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_conversion_request.lease_until IS NULL OR r_conversion_request.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_conversion_request.erase_by IS NULL OR r_conversion_request.erase_by > (SELECT (basinet.subject_now()).at) OR r_conversion_request.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_conversion_request FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_conversion_request FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'conversion-request' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_conversion_request.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_conversion_request.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_conversion_request.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_conversion_request.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_conversion_request.display_only))
    AND r_conversion_request.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_conversion_request.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_conversion_request.purposes))
    AND (NOT r_conversion_request.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_conversion_request.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_conversion_request.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_conversion_request.lease_until IS NULL OR r_conversion_request.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_conversion_request.erase_by IS NULL OR r_conversion_request.erase_by > (SELECT (basinet.subject_now()).at) OR r_conversion_request.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_conversion_request FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_conversion_request now WHERE now.id = h_conversion_request.id)
    AND NULLIF(
    h_conversion_request.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_conversion_request.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_conversion_request.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_conversion_request.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_conversion_request.display_only))
    AND h_conversion_request.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_conversion_request.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_conversion_request.purposes))
    AND (NOT h_conversion_request.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_conversion_request.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_conversion_request.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_conversion_request.lease_until IS NULL OR h_conversion_request.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_conversion_request.erase_by IS NULL OR h_conversion_request.erase_by > (SELECT (basinet.subject_now()).at) OR h_conversion_request.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_conversion_request TO basinet_app;
GRANT SELECT ON basinet.h_conversion_request TO basinet_app;
