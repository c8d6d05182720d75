-- Record type picture-alert, generated from its declaration (1-maritime/picture).
CREATE TABLE basinet.r_picture_alert (
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
  f_rule text,
  f_severity text,
  f_distress boolean,
  f_at timestamptz,
  f_mmsi bigint,
  f_episode text,
  f_area text,
  f_sar_log text
);
CREATE INDEX r_picture_alert_updated ON basinet.r_picture_alert (updated_at DESC, id DESC);
CREATE INDEX r_picture_alert_state ON basinet.r_picture_alert (f_state, updated_at DESC, id DESC);
CREATE INDEX r_picture_alert_rule ON basinet.r_picture_alert (f_rule, updated_at DESC, id DESC);
CREATE INDEX r_picture_alert_severity ON basinet.r_picture_alert (f_severity, updated_at DESC, id DESC);
CREATE INDEX r_picture_alert_distress ON basinet.r_picture_alert (f_distress, updated_at DESC, id DESC);
CREATE INDEX r_picture_alert_at ON basinet.r_picture_alert (f_at, id);
CREATE INDEX r_picture_alert_mmsi ON basinet.r_picture_alert (f_mmsi, id);
CREATE INDEX r_picture_alert_episode ON basinet.r_picture_alert (f_episode, updated_at DESC, id DESC);
CREATE INDEX r_picture_alert_area ON basinet.r_picture_alert (f_area, updated_at DESC, id DESC);
CREATE INDEX r_picture_alert_sar_log ON basinet.r_picture_alert (f_sar_log, updated_at DESC, id DESC);
CREATE TABLE basinet.h_picture_alert (LIKE basinet.r_picture_alert);
ALTER TABLE basinet.h_picture_alert ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_picture_alert
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('picture-alert', 'general', 'general', 'picture_alert');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_picture_alert FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_picture_alert ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_picture_alert ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_picture_alert FOR SELECT TO basinet_app USING (
    (SELECT 'picture-alert' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_picture_alert.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_picture_alert.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_picture_alert.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_picture_alert.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_picture_alert.display_only))
    AND r_picture_alert.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_picture_alert.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_picture_alert.purposes))
    AND (NOT r_picture_alert.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_picture_alert.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_picture_alert.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_picture_alert.lease_until IS NULL OR r_picture_alert.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_picture_alert.erase_by IS NULL OR r_picture_alert.erase_by > (SELECT (basinet.subject_now()).at) OR r_picture_alert.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_picture_alert FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_picture_alert FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'picture-alert' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_picture_alert.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_picture_alert.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_picture_alert.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_picture_alert.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_picture_alert.display_only))
    AND r_picture_alert.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_picture_alert.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_picture_alert.purposes))
    AND (NOT r_picture_alert.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_picture_alert.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_picture_alert.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_picture_alert.lease_until IS NULL OR r_picture_alert.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_picture_alert.erase_by IS NULL OR r_picture_alert.erase_by > (SELECT (basinet.subject_now()).at) OR r_picture_alert.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_picture_alert FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_picture_alert now WHERE now.id = h_picture_alert.id)
    AND NULLIF(
    h_picture_alert.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_picture_alert.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_picture_alert.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_picture_alert.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_picture_alert.display_only))
    AND h_picture_alert.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_picture_alert.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_picture_alert.purposes))
    AND (NOT h_picture_alert.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_picture_alert.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_picture_alert.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_picture_alert.lease_until IS NULL OR h_picture_alert.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_picture_alert.erase_by IS NULL OR h_picture_alert.erase_by > (SELECT (basinet.subject_now()).at) OR h_picture_alert.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_picture_alert TO basinet_app;
GRANT SELECT ON basinet.h_picture_alert TO basinet_app;
