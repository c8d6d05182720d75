-- Record type probe, generated from its declaration (regional/hit).
CREATE TABLE basinet.r_probe (
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
  f_kind text,
  f_case_number text
);
CREATE INDEX r_probe_updated ON basinet.r_probe (updated_at DESC, id DESC);
CREATE INDEX r_probe_state ON basinet.r_probe (f_state, updated_at DESC, id DESC);
CREATE INDEX r_probe_kind ON basinet.r_probe (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_probe_case_number ON basinet.r_probe (f_case_number, updated_at DESC, id DESC);
CREATE TABLE basinet.h_probe (LIKE basinet.r_probe);
ALTER TABLE basinet.h_probe ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_probe
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('probe', 'general', 'general', 'probe');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_probe FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_probe ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_probe ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_probe FOR SELECT TO basinet_app USING (
    (SELECT 'probe' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_probe.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_probe.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_probe.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_probe.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_probe.display_only))
    AND r_probe.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_probe.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_probe.purposes))
    AND (NOT r_probe.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_probe.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_probe.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_probe.lease_until IS NULL OR r_probe.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_probe.erase_by IS NULL OR r_probe.erase_by > (SELECT (basinet.subject_now()).at) OR r_probe.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_probe FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_probe FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'probe' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_probe.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_probe.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_probe.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_probe.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_probe.display_only))
    AND r_probe.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_probe.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_probe.purposes))
    AND (NOT r_probe.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_probe.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_probe.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_probe.lease_until IS NULL OR r_probe.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_probe.erase_by IS NULL OR r_probe.erase_by > (SELECT (basinet.subject_now()).at) OR r_probe.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_probe FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_probe now WHERE now.id = h_probe.id)
    AND NULLIF(
    h_probe.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_probe.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_probe.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_probe.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_probe.display_only))
    AND h_probe.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_probe.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_probe.purposes))
    AND (NOT h_probe.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_probe.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_probe.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_probe.lease_until IS NULL OR h_probe.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_probe.erase_by IS NULL OR h_probe.erase_by > (SELECT (basinet.subject_now()).at) OR h_probe.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_probe TO basinet_app;
GRANT SELECT ON basinet.h_probe TO basinet_app;
