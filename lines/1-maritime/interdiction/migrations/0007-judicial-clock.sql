-- Record type judicial-clock, generated from its declaration (1-maritime/interdiction).
CREATE TABLE basinet.r_judicial_clock (
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
  f_hours double precision
);
CREATE INDEX r_judicial_clock_updated ON basinet.r_judicial_clock (updated_at DESC, id DESC);
CREATE INDEX r_judicial_clock_state ON basinet.r_judicial_clock (f_state, updated_at DESC, id DESC);
CREATE INDEX r_judicial_clock_hours ON basinet.r_judicial_clock (f_hours, id);
CREATE TABLE basinet.h_judicial_clock (LIKE basinet.r_judicial_clock);
ALTER TABLE basinet.h_judicial_clock ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_judicial_clock
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('judicial-clock', 'general', 'general', 'judicial_clock');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_judicial_clock FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_judicial_clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_judicial_clock ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_judicial_clock FOR SELECT TO basinet_app USING (
    (SELECT 'judicial-clock' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_judicial_clock.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_judicial_clock.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_judicial_clock.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_judicial_clock.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_judicial_clock.display_only))
    AND r_judicial_clock.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_judicial_clock.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_judicial_clock.purposes))
    AND (NOT r_judicial_clock.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_judicial_clock.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_judicial_clock.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_judicial_clock.lease_until IS NULL OR r_judicial_clock.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_judicial_clock.erase_by IS NULL OR r_judicial_clock.erase_by > (SELECT (basinet.subject_now()).at) OR r_judicial_clock.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_judicial_clock FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_judicial_clock FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'judicial-clock' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_judicial_clock.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_judicial_clock.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_judicial_clock.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_judicial_clock.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_judicial_clock.display_only))
    AND r_judicial_clock.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_judicial_clock.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_judicial_clock.purposes))
    AND (NOT r_judicial_clock.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_judicial_clock.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_judicial_clock.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_judicial_clock.lease_until IS NULL OR r_judicial_clock.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_judicial_clock.erase_by IS NULL OR r_judicial_clock.erase_by > (SELECT (basinet.subject_now()).at) OR r_judicial_clock.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_judicial_clock FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_judicial_clock now WHERE now.id = h_judicial_clock.id)
    AND NULLIF(
    h_judicial_clock.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_judicial_clock.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_judicial_clock.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_judicial_clock.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_judicial_clock.display_only))
    AND h_judicial_clock.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_judicial_clock.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_judicial_clock.purposes))
    AND (NOT h_judicial_clock.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_judicial_clock.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_judicial_clock.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_judicial_clock.lease_until IS NULL OR h_judicial_clock.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_judicial_clock.erase_by IS NULL OR h_judicial_clock.erase_by > (SELECT (basinet.subject_now()).at) OR h_judicial_clock.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_judicial_clock TO basinet_app;
GRANT SELECT ON basinet.h_judicial_clock TO basinet_app;
