-- Record type partner-activity, generated from its declaration (programme/funding).
CREATE TABLE basinet.r_partner_activity (
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
  f_identifier text,
  f_donor text,
  f_publisher text,
  f_area text,
  f_from text,
  f_until text,
  f_changed text,
  f_state text
);
CREATE INDEX r_partner_activity_updated ON basinet.r_partner_activity (updated_at DESC, id DESC);
CREATE INDEX r_partner_activity_identifier ON basinet.r_partner_activity (f_identifier, updated_at DESC, id DESC);
CREATE INDEX r_partner_activity_donor ON basinet.r_partner_activity (f_donor, updated_at DESC, id DESC);
CREATE INDEX r_partner_activity_publisher ON basinet.r_partner_activity (f_publisher, updated_at DESC, id DESC);
CREATE INDEX r_partner_activity_area ON basinet.r_partner_activity (f_area, updated_at DESC, id DESC);
CREATE INDEX r_partner_activity_from ON basinet.r_partner_activity (f_from, updated_at DESC, id DESC);
CREATE INDEX r_partner_activity_until ON basinet.r_partner_activity (f_until, updated_at DESC, id DESC);
CREATE INDEX r_partner_activity_changed ON basinet.r_partner_activity (f_changed, updated_at DESC, id DESC);
CREATE INDEX r_partner_activity_state ON basinet.r_partner_activity (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_partner_activity (LIKE basinet.r_partner_activity);
ALTER TABLE basinet.h_partner_activity ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_partner_activity
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('partner-activity', 'general', 'general', 'partner_activity');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_partner_activity FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_partner_activity ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_partner_activity ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_partner_activity FOR SELECT TO basinet_app USING (
    (SELECT 'partner-activity' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_partner_activity.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_partner_activity.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_partner_activity.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_partner_activity.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_partner_activity.display_only))
    AND r_partner_activity.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_partner_activity.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_partner_activity.purposes))
    AND (NOT r_partner_activity.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_partner_activity.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_partner_activity.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_partner_activity.lease_until IS NULL OR r_partner_activity.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_partner_activity.erase_by IS NULL OR r_partner_activity.erase_by > (SELECT (basinet.subject_now()).at) OR r_partner_activity.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_partner_activity FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_partner_activity FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'partner-activity' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_partner_activity.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_partner_activity.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_partner_activity.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_partner_activity.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_partner_activity.display_only))
    AND r_partner_activity.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_partner_activity.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_partner_activity.purposes))
    AND (NOT r_partner_activity.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_partner_activity.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_partner_activity.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_partner_activity.lease_until IS NULL OR r_partner_activity.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_partner_activity.erase_by IS NULL OR r_partner_activity.erase_by > (SELECT (basinet.subject_now()).at) OR r_partner_activity.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_partner_activity FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_partner_activity now WHERE now.id = h_partner_activity.id)
    AND NULLIF(
    h_partner_activity.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_partner_activity.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_partner_activity.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_partner_activity.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_partner_activity.display_only))
    AND h_partner_activity.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_partner_activity.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_partner_activity.purposes))
    AND (NOT h_partner_activity.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_partner_activity.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_partner_activity.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_partner_activity.lease_until IS NULL OR h_partner_activity.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_partner_activity.erase_by IS NULL OR h_partner_activity.erase_by > (SELECT (basinet.subject_now()).at) OR h_partner_activity.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_partner_activity TO basinet_app;
GRANT SELECT ON basinet.h_partner_activity TO basinet_app;
