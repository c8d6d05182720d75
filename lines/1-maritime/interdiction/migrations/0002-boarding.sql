-- Record type boarding, generated from its declaration (1-maritime/interdiction).
CREATE TABLE basinet.r_boarding (
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
  f_at timestamptz,
  f_vessel text,
  f_flag text,
  f_interdiction text,
  f_state text
);
CREATE INDEX r_boarding_updated ON basinet.r_boarding (updated_at DESC, id DESC);
CREATE INDEX r_boarding_at ON basinet.r_boarding (f_at, id);
CREATE INDEX r_boarding_vessel ON basinet.r_boarding (f_vessel, updated_at DESC, id DESC);
CREATE INDEX r_boarding_flag ON basinet.r_boarding (f_flag, updated_at DESC, id DESC);
CREATE INDEX r_boarding_interdiction ON basinet.r_boarding (f_interdiction, updated_at DESC, id DESC);
CREATE INDEX r_boarding_state ON basinet.r_boarding (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_boarding (LIKE basinet.r_boarding);
ALTER TABLE basinet.h_boarding ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_boarding
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('boarding', 'general', 'general', 'boarding');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_boarding FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_boarding ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_boarding ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_boarding FOR SELECT TO basinet_app USING (
    (SELECT 'boarding' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_boarding.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_boarding.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_boarding.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_boarding.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_boarding.display_only))
    AND r_boarding.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_boarding.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_boarding.purposes))
    AND (NOT r_boarding.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_boarding.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_boarding.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_boarding.lease_until IS NULL OR r_boarding.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_boarding.erase_by IS NULL OR r_boarding.erase_by > (SELECT (basinet.subject_now()).at) OR r_boarding.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_boarding FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_boarding FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'boarding' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_boarding.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_boarding.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_boarding.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_boarding.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_boarding.display_only))
    AND r_boarding.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_boarding.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_boarding.purposes))
    AND (NOT r_boarding.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_boarding.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_boarding.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_boarding.lease_until IS NULL OR r_boarding.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_boarding.erase_by IS NULL OR r_boarding.erase_by > (SELECT (basinet.subject_now()).at) OR r_boarding.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_boarding FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_boarding now WHERE now.id = h_boarding.id)
    AND NULLIF(
    h_boarding.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_boarding.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_boarding.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_boarding.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_boarding.display_only))
    AND h_boarding.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_boarding.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_boarding.purposes))
    AND (NOT h_boarding.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_boarding.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_boarding.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_boarding.lease_until IS NULL OR h_boarding.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_boarding.erase_by IS NULL OR h_boarding.erase_by > (SELECT (basinet.subject_now()).at) OR h_boarding.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_boarding TO basinet_app;
GRANT SELECT ON basinet.h_boarding TO basinet_app;
