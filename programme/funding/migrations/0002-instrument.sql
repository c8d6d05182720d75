-- Record type instrument, generated from its declaration (programme/funding).
CREATE TABLE basinet.r_instrument (
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
  f_kind text,
  f_nation text,
  f_area text,
  f_donor text,
  f_performance_until text,
  f_funds_expire text,
  f_state text
);
CREATE INDEX r_instrument_updated ON basinet.r_instrument (updated_at DESC, id DESC);
CREATE INDEX r_instrument_reference ON basinet.r_instrument (f_reference, updated_at DESC, id DESC);
CREATE INDEX r_instrument_kind ON basinet.r_instrument (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_instrument_nation ON basinet.r_instrument (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_instrument_area ON basinet.r_instrument (f_area, updated_at DESC, id DESC);
CREATE INDEX r_instrument_donor ON basinet.r_instrument (f_donor, updated_at DESC, id DESC);
CREATE INDEX r_instrument_performance_until ON basinet.r_instrument (f_performance_until, updated_at DESC, id DESC);
CREATE INDEX r_instrument_funds_expire ON basinet.r_instrument (f_funds_expire, updated_at DESC, id DESC);
CREATE INDEX r_instrument_state ON basinet.r_instrument (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_instrument (LIKE basinet.r_instrument);
ALTER TABLE basinet.h_instrument ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_instrument
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('instrument', 'general', 'general', 'instrument');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_instrument FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_instrument ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_instrument ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_instrument FOR SELECT TO basinet_app USING (
    (SELECT 'instrument' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_instrument.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_instrument.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_instrument.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instrument.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instrument.display_only))
    AND r_instrument.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_instrument.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_instrument.purposes))
    AND (NOT r_instrument.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_instrument.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_instrument.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_instrument.lease_until IS NULL OR r_instrument.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_instrument.erase_by IS NULL OR r_instrument.erase_by > (SELECT (basinet.subject_now()).at) OR r_instrument.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_instrument FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_instrument FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'instrument' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_instrument.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_instrument.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_instrument.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instrument.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instrument.display_only))
    AND r_instrument.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_instrument.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_instrument.purposes))
    AND (NOT r_instrument.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_instrument.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_instrument.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_instrument.lease_until IS NULL OR r_instrument.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_instrument.erase_by IS NULL OR r_instrument.erase_by > (SELECT (basinet.subject_now()).at) OR r_instrument.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_instrument FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_instrument now WHERE now.id = h_instrument.id)
    AND NULLIF(
    h_instrument.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_instrument.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_instrument.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_instrument.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_instrument.display_only))
    AND h_instrument.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_instrument.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_instrument.purposes))
    AND (NOT h_instrument.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_instrument.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_instrument.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_instrument.lease_until IS NULL OR h_instrument.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_instrument.erase_by IS NULL OR h_instrument.erase_by > (SELECT (basinet.subject_now()).at) OR h_instrument.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_instrument TO basinet_app;
GRANT SELECT ON basinet.h_instrument TO basinet_app;
