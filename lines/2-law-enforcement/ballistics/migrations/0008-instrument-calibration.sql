-- Record type instrument-calibration, generated from its declaration (2-law-enforcement/ballistics).
CREATE TABLE basinet.r_instrument_calibration (
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
  f_maker text,
  f_model text,
  f_serial text,
  f_certificate text,
  f_valid_until timestamptz,
  f_state text
);
CREATE INDEX r_instrument_calibration_updated ON basinet.r_instrument_calibration (updated_at DESC, id DESC);
CREATE INDEX r_instrument_calibration_maker ON basinet.r_instrument_calibration (f_maker, updated_at DESC, id DESC);
CREATE INDEX r_instrument_calibration_model ON basinet.r_instrument_calibration (f_model, updated_at DESC, id DESC);
CREATE INDEX r_instrument_calibration_serial ON basinet.r_instrument_calibration (f_serial, updated_at DESC, id DESC);
CREATE INDEX r_instrument_calibration_certificate ON basinet.r_instrument_calibration (f_certificate, updated_at DESC, id DESC);
CREATE INDEX r_instrument_calibration_valid_until ON basinet.r_instrument_calibration (f_valid_until, id);
CREATE INDEX r_instrument_calibration_state ON basinet.r_instrument_calibration (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_instrument_calibration (LIKE basinet.r_instrument_calibration);
ALTER TABLE basinet.h_instrument_calibration ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_instrument_calibration
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('instrument-calibration', 'general', 'general', 'instrument_calibration');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_instrument_calibration FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_instrument_calibration ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_instrument_calibration ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_instrument_calibration FOR SELECT TO basinet_app USING (
    (SELECT 'instrument-calibration' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_instrument_calibration.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_instrument_calibration.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_instrument_calibration.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instrument_calibration.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instrument_calibration.display_only))
    AND r_instrument_calibration.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_instrument_calibration.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_instrument_calibration.purposes))
    AND (NOT r_instrument_calibration.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_instrument_calibration.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_instrument_calibration.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_instrument_calibration.lease_until IS NULL OR r_instrument_calibration.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_instrument_calibration.erase_by IS NULL OR r_instrument_calibration.erase_by > (SELECT (basinet.subject_now()).at) OR r_instrument_calibration.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_instrument_calibration FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_instrument_calibration FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'instrument-calibration' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_instrument_calibration.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_instrument_calibration.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_instrument_calibration.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instrument_calibration.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_instrument_calibration.display_only))
    AND r_instrument_calibration.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_instrument_calibration.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_instrument_calibration.purposes))
    AND (NOT r_instrument_calibration.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_instrument_calibration.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_instrument_calibration.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_instrument_calibration.lease_until IS NULL OR r_instrument_calibration.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_instrument_calibration.erase_by IS NULL OR r_instrument_calibration.erase_by > (SELECT (basinet.subject_now()).at) OR r_instrument_calibration.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_instrument_calibration FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_instrument_calibration now WHERE now.id = h_instrument_calibration.id)
    AND NULLIF(
    h_instrument_calibration.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_instrument_calibration.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_instrument_calibration.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_instrument_calibration.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_instrument_calibration.display_only))
    AND h_instrument_calibration.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_instrument_calibration.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_instrument_calibration.purposes))
    AND (NOT h_instrument_calibration.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_instrument_calibration.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_instrument_calibration.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_instrument_calibration.lease_until IS NULL OR h_instrument_calibration.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_instrument_calibration.erase_by IS NULL OR h_instrument_calibration.erase_by > (SELECT (basinet.subject_now()).at) OR h_instrument_calibration.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_instrument_calibration TO basinet_app;
GRANT SELECT ON basinet.h_instrument_calibration TO basinet_app;
