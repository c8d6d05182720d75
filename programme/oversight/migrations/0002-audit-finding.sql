-- Record type audit-finding, generated from its declaration (programme/oversight).
CREATE TABLE basinet.r_audit_finding (
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
  f_engagement text,
  f_due text,
  f_state text
);
CREATE INDEX r_audit_finding_updated ON basinet.r_audit_finding (updated_at DESC, id DESC);
CREATE INDEX r_audit_finding_engagement ON basinet.r_audit_finding (f_engagement, updated_at DESC, id DESC);
CREATE INDEX r_audit_finding_due ON basinet.r_audit_finding (f_due, updated_at DESC, id DESC);
CREATE INDEX r_audit_finding_state ON basinet.r_audit_finding (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_audit_finding (LIKE basinet.r_audit_finding);
ALTER TABLE basinet.h_audit_finding ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_audit_finding
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('audit-finding', 'general', 'general', 'audit_finding');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_audit_finding FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_audit_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_audit_finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_audit_finding FOR SELECT TO basinet_app USING (
    (SELECT 'audit-finding' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_audit_finding.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_audit_finding.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_audit_finding.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_audit_finding.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_audit_finding.display_only))
    AND r_audit_finding.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_audit_finding.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_audit_finding.purposes))
    AND (NOT r_audit_finding.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_audit_finding.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_audit_finding.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_audit_finding.lease_until IS NULL OR r_audit_finding.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_audit_finding.erase_by IS NULL OR r_audit_finding.erase_by > (SELECT (basinet.subject_now()).at) OR r_audit_finding.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_audit_finding FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_audit_finding FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'audit-finding' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_audit_finding.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_audit_finding.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_audit_finding.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_audit_finding.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_audit_finding.display_only))
    AND r_audit_finding.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_audit_finding.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_audit_finding.purposes))
    AND (NOT r_audit_finding.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_audit_finding.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_audit_finding.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_audit_finding.lease_until IS NULL OR r_audit_finding.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_audit_finding.erase_by IS NULL OR r_audit_finding.erase_by > (SELECT (basinet.subject_now()).at) OR r_audit_finding.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_audit_finding FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_audit_finding now WHERE now.id = h_audit_finding.id)
    AND NULLIF(
    h_audit_finding.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_audit_finding.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_audit_finding.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_audit_finding.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_audit_finding.display_only))
    AND h_audit_finding.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_audit_finding.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_audit_finding.purposes))
    AND (NOT h_audit_finding.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_audit_finding.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_audit_finding.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_audit_finding.lease_until IS NULL OR h_audit_finding.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_audit_finding.erase_by IS NULL OR h_audit_finding.erase_by > (SELECT (basinet.subject_now()).at) OR h_audit_finding.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_audit_finding TO basinet_app;
GRANT SELECT ON basinet.h_audit_finding TO basinet_app;
