-- Record type audit-engagement, generated from its declaration (programme/oversight).
CREATE TABLE basinet.r_audit_engagement (
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
  f_auditor text,
  f_until text,
  f_state text
);
CREATE INDEX r_audit_engagement_updated ON basinet.r_audit_engagement (updated_at DESC, id DESC);
CREATE INDEX r_audit_engagement_auditor ON basinet.r_audit_engagement (f_auditor, updated_at DESC, id DESC);
CREATE INDEX r_audit_engagement_until ON basinet.r_audit_engagement (f_until, updated_at DESC, id DESC);
CREATE INDEX r_audit_engagement_state ON basinet.r_audit_engagement (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_audit_engagement (LIKE basinet.r_audit_engagement);
ALTER TABLE basinet.h_audit_engagement ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_audit_engagement
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('audit-engagement', 'general', 'general', 'audit_engagement');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_audit_engagement FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_audit_engagement ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_audit_engagement ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_audit_engagement FOR SELECT TO basinet_app USING (
    (SELECT 'audit-engagement' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_audit_engagement.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_audit_engagement.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_audit_engagement.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_audit_engagement.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_audit_engagement.display_only))
    AND r_audit_engagement.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_audit_engagement.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_audit_engagement.purposes))
    AND (NOT r_audit_engagement.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_audit_engagement.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_audit_engagement.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_audit_engagement.lease_until IS NULL OR r_audit_engagement.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_audit_engagement.erase_by IS NULL OR r_audit_engagement.erase_by > (SELECT (basinet.subject_now()).at) OR r_audit_engagement.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_audit_engagement FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_audit_engagement FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'audit-engagement' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_audit_engagement.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_audit_engagement.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_audit_engagement.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_audit_engagement.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_audit_engagement.display_only))
    AND r_audit_engagement.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_audit_engagement.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_audit_engagement.purposes))
    AND (NOT r_audit_engagement.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_audit_engagement.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_audit_engagement.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_audit_engagement.lease_until IS NULL OR r_audit_engagement.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_audit_engagement.erase_by IS NULL OR r_audit_engagement.erase_by > (SELECT (basinet.subject_now()).at) OR r_audit_engagement.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_audit_engagement FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_audit_engagement now WHERE now.id = h_audit_engagement.id)
    AND NULLIF(
    h_audit_engagement.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_audit_engagement.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_audit_engagement.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_audit_engagement.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_audit_engagement.display_only))
    AND h_audit_engagement.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_audit_engagement.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_audit_engagement.purposes))
    AND (NOT h_audit_engagement.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_audit_engagement.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_audit_engagement.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_audit_engagement.lease_until IS NULL OR h_audit_engagement.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_audit_engagement.erase_by IS NULL OR h_audit_engagement.erase_by > (SELECT (basinet.subject_now()).at) OR h_audit_engagement.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_audit_engagement TO basinet_app;
GRANT SELECT ON basinet.h_audit_engagement TO basinet_app;
