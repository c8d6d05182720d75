-- Record type exhibit, generated from its declaration (node/custody).
CREATE TABLE basinet.r_exhibit (
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
  f_number text,
  f_category text,
  f_state text,
  f_holder text,
  f_unit text,
  f_receiver text,
  f_seal text,
  f_origin_id text,
  f_expected_at timestamptz,
  f_due_back timestamptz,
  f_lender text
);
CREATE INDEX r_exhibit_updated ON basinet.r_exhibit (updated_at DESC, id DESC);
CREATE INDEX r_exhibit_number ON basinet.r_exhibit (f_number, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_category ON basinet.r_exhibit (f_category, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_state ON basinet.r_exhibit (f_state, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_holder ON basinet.r_exhibit (f_holder, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_unit ON basinet.r_exhibit (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_receiver ON basinet.r_exhibit (f_receiver, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_seal ON basinet.r_exhibit (f_seal, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_origin_id ON basinet.r_exhibit (f_origin_id, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_expected_at ON basinet.r_exhibit (f_expected_at, id);
CREATE INDEX r_exhibit_due_back ON basinet.r_exhibit (f_due_back, id);
CREATE INDEX r_exhibit_lender ON basinet.r_exhibit (f_lender, updated_at DESC, id DESC);
CREATE TABLE basinet.h_exhibit (LIKE basinet.r_exhibit);
ALTER TABLE basinet.h_exhibit ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_exhibit
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('exhibit', 'general', 'general', 'exhibit');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_exhibit FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_exhibit ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_exhibit ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_exhibit FOR SELECT TO basinet_app USING (
    (SELECT 'exhibit' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_exhibit.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_exhibit.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_exhibit.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_exhibit.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_exhibit.display_only))
    AND r_exhibit.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_exhibit.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_exhibit.purposes))
    AND (NOT r_exhibit.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_exhibit.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_exhibit.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_exhibit.lease_until IS NULL OR r_exhibit.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_exhibit.erase_by IS NULL OR r_exhibit.erase_by > (SELECT (basinet.subject_now()).at) OR r_exhibit.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_exhibit FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_exhibit FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'exhibit' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_exhibit.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_exhibit.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_exhibit.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_exhibit.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_exhibit.display_only))
    AND r_exhibit.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_exhibit.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_exhibit.purposes))
    AND (NOT r_exhibit.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_exhibit.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_exhibit.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_exhibit.lease_until IS NULL OR r_exhibit.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_exhibit.erase_by IS NULL OR r_exhibit.erase_by > (SELECT (basinet.subject_now()).at) OR r_exhibit.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_exhibit FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_exhibit now WHERE now.id = h_exhibit.id)
    AND NULLIF(
    h_exhibit.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_exhibit.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_exhibit.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_exhibit.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_exhibit.display_only))
    AND h_exhibit.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_exhibit.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_exhibit.purposes))
    AND (NOT h_exhibit.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_exhibit.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_exhibit.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_exhibit.lease_until IS NULL OR h_exhibit.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_exhibit.erase_by IS NULL OR h_exhibit.erase_by > (SELECT (basinet.subject_now()).at) OR h_exhibit.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_exhibit TO basinet_app;
GRANT SELECT ON basinet.h_exhibit TO basinet_app;
