-- Record type probe-request, generated from its declaration (regional/hit).
CREATE TABLE basinet.r_probe_request (
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
  f_requester text,
  f_kind text,
  f_state text,
  f_arrived_at timestamptz
);
CREATE INDEX r_probe_request_updated ON basinet.r_probe_request (updated_at DESC, id DESC);
CREATE INDEX r_probe_request_requester ON basinet.r_probe_request (f_requester, updated_at DESC, id DESC);
CREATE INDEX r_probe_request_kind ON basinet.r_probe_request (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_probe_request_state ON basinet.r_probe_request (f_state, updated_at DESC, id DESC);
CREATE INDEX r_probe_request_arrived_at ON basinet.r_probe_request (f_arrived_at, id);
CREATE TABLE basinet.h_probe_request (LIKE basinet.r_probe_request);
ALTER TABLE basinet.h_probe_request ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_probe_request
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('probe-request', 'general', 'general', 'probe_request');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_probe_request FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_probe_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_probe_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_probe_request FOR SELECT TO basinet_app USING (
    (SELECT 'probe-request' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_probe_request.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_probe_request.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_probe_request.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_probe_request.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_probe_request.display_only))
    AND r_probe_request.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_probe_request.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_probe_request.purposes))
    AND (NOT r_probe_request.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_probe_request.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_probe_request.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_probe_request.lease_until IS NULL OR r_probe_request.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_probe_request.erase_by IS NULL OR r_probe_request.erase_by > (SELECT (basinet.subject_now()).at) OR r_probe_request.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_probe_request FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_probe_request FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'probe-request' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_probe_request.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_probe_request.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_probe_request.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_probe_request.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_probe_request.display_only))
    AND r_probe_request.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_probe_request.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_probe_request.purposes))
    AND (NOT r_probe_request.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_probe_request.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_probe_request.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_probe_request.lease_until IS NULL OR r_probe_request.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_probe_request.erase_by IS NULL OR r_probe_request.erase_by > (SELECT (basinet.subject_now()).at) OR r_probe_request.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_probe_request FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_probe_request now WHERE now.id = h_probe_request.id)
    AND NULLIF(
    h_probe_request.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_probe_request.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_probe_request.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_probe_request.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_probe_request.display_only))
    AND h_probe_request.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_probe_request.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_probe_request.purposes))
    AND (NOT h_probe_request.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_probe_request.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_probe_request.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_probe_request.lease_until IS NULL OR h_probe_request.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_probe_request.erase_by IS NULL OR h_probe_request.erase_by > (SELECT (basinet.subject_now()).at) OR h_probe_request.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_probe_request TO basinet_app;
GRANT SELECT ON basinet.h_probe_request TO basinet_app;
