-- Record type lapse-alarm, generated from its declaration (programme/funding).
CREATE TABLE basinet.r_lapse_alarm (
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
  f_instrument text,
  f_funds_expire text,
  f_within_days bigint,
  f_state text
);
CREATE INDEX r_lapse_alarm_updated ON basinet.r_lapse_alarm (updated_at DESC, id DESC);
CREATE INDEX r_lapse_alarm_instrument ON basinet.r_lapse_alarm (f_instrument, updated_at DESC, id DESC);
CREATE INDEX r_lapse_alarm_funds_expire ON basinet.r_lapse_alarm (f_funds_expire, updated_at DESC, id DESC);
CREATE INDEX r_lapse_alarm_within_days ON basinet.r_lapse_alarm (f_within_days, id);
CREATE INDEX r_lapse_alarm_state ON basinet.r_lapse_alarm (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_lapse_alarm (LIKE basinet.r_lapse_alarm);
ALTER TABLE basinet.h_lapse_alarm ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_lapse_alarm
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('lapse-alarm', 'general', 'general', 'lapse_alarm');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_lapse_alarm FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_lapse_alarm ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_lapse_alarm ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_lapse_alarm FOR SELECT TO basinet_app USING (
    (SELECT 'lapse-alarm' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_lapse_alarm.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_lapse_alarm.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_lapse_alarm.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_lapse_alarm.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_lapse_alarm.display_only))
    AND r_lapse_alarm.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_lapse_alarm.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_lapse_alarm.purposes))
    AND (NOT r_lapse_alarm.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_lapse_alarm.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_lapse_alarm.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_lapse_alarm.lease_until IS NULL OR r_lapse_alarm.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_lapse_alarm.erase_by IS NULL OR r_lapse_alarm.erase_by > (SELECT (basinet.subject_now()).at) OR r_lapse_alarm.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_lapse_alarm FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_lapse_alarm FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'lapse-alarm' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_lapse_alarm.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_lapse_alarm.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_lapse_alarm.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_lapse_alarm.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_lapse_alarm.display_only))
    AND r_lapse_alarm.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_lapse_alarm.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_lapse_alarm.purposes))
    AND (NOT r_lapse_alarm.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_lapse_alarm.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_lapse_alarm.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_lapse_alarm.lease_until IS NULL OR r_lapse_alarm.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_lapse_alarm.erase_by IS NULL OR r_lapse_alarm.erase_by > (SELECT (basinet.subject_now()).at) OR r_lapse_alarm.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_lapse_alarm FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_lapse_alarm now WHERE now.id = h_lapse_alarm.id)
    AND NULLIF(
    h_lapse_alarm.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_lapse_alarm.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_lapse_alarm.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_lapse_alarm.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_lapse_alarm.display_only))
    AND h_lapse_alarm.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_lapse_alarm.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_lapse_alarm.purposes))
    AND (NOT h_lapse_alarm.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_lapse_alarm.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_lapse_alarm.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_lapse_alarm.lease_until IS NULL OR h_lapse_alarm.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_lapse_alarm.erase_by IS NULL OR h_lapse_alarm.erase_by > (SELECT (basinet.subject_now()).at) OR h_lapse_alarm.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_lapse_alarm TO basinet_app;
GRANT SELECT ON basinet.h_lapse_alarm TO basinet_app;
