-- Record type assistance, generated from its declaration (programme/assistance).
CREATE TABLE basinet.r_assistance (
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
  f_kind text,
  f_nation text,
  f_unit text,
  f_area text,
  f_donor text,
  f_requested_on text,
  f_state text
);
CREATE INDEX r_assistance_updated ON basinet.r_assistance (updated_at DESC, id DESC);
CREATE INDEX r_assistance_kind ON basinet.r_assistance (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_assistance_nation ON basinet.r_assistance (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_assistance_unit ON basinet.r_assistance (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_assistance_area ON basinet.r_assistance (f_area, updated_at DESC, id DESC);
CREATE INDEX r_assistance_donor ON basinet.r_assistance (f_donor, updated_at DESC, id DESC);
CREATE INDEX r_assistance_requested_on ON basinet.r_assistance (f_requested_on, updated_at DESC, id DESC);
CREATE INDEX r_assistance_state ON basinet.r_assistance (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_assistance (LIKE basinet.r_assistance);
ALTER TABLE basinet.h_assistance ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_assistance
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('assistance', 'general', 'general', 'assistance');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_assistance FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_assistance ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_assistance ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_assistance FOR SELECT TO basinet_app USING (
    (SELECT 'assistance' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_assistance.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_assistance.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_assistance.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_assistance.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_assistance.display_only))
    AND r_assistance.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_assistance.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_assistance.purposes))
    AND (NOT r_assistance.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_assistance.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_assistance.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_assistance.lease_until IS NULL OR r_assistance.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_assistance.erase_by IS NULL OR r_assistance.erase_by > (SELECT (basinet.subject_now()).at) OR r_assistance.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_assistance FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_assistance FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'assistance' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_assistance.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_assistance.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_assistance.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_assistance.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_assistance.display_only))
    AND r_assistance.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_assistance.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_assistance.purposes))
    AND (NOT r_assistance.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_assistance.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_assistance.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_assistance.lease_until IS NULL OR r_assistance.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_assistance.erase_by IS NULL OR r_assistance.erase_by > (SELECT (basinet.subject_now()).at) OR r_assistance.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_assistance FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_assistance now WHERE now.id = h_assistance.id)
    AND NULLIF(
    h_assistance.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_assistance.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_assistance.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_assistance.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_assistance.display_only))
    AND h_assistance.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_assistance.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_assistance.purposes))
    AND (NOT h_assistance.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_assistance.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_assistance.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_assistance.lease_until IS NULL OR h_assistance.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_assistance.erase_by IS NULL OR h_assistance.erase_by > (SELECT (basinet.subject_now()).at) OR h_assistance.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_assistance TO basinet_app;
GRANT SELECT ON basinet.h_assistance TO basinet_app;
