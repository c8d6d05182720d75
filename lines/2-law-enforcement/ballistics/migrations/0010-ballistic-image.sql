-- Record type ballistic-image, generated from its declaration (2-law-enforcement/ballistics).
CREATE TABLE basinet.r_ballistic_image (
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
  f_specimen text,
  f_shows text,
  f_state text
);
CREATE INDEX r_ballistic_image_updated ON basinet.r_ballistic_image (updated_at DESC, id DESC);
CREATE INDEX r_ballistic_image_specimen ON basinet.r_ballistic_image (f_specimen, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_image_shows ON basinet.r_ballistic_image (f_shows, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_image_state ON basinet.r_ballistic_image (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_ballistic_image (LIKE basinet.r_ballistic_image);
ALTER TABLE basinet.h_ballistic_image ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_ballistic_image
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('ballistic-image', 'general', 'general', 'ballistic_image');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_ballistic_image FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_ballistic_image ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_ballistic_image ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_ballistic_image FOR SELECT TO basinet_app USING (
    (SELECT 'ballistic-image' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_ballistic_image.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_ballistic_image.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_ballistic_image.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ballistic_image.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ballistic_image.display_only))
    AND r_ballistic_image.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_ballistic_image.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_ballistic_image.purposes))
    AND (NOT r_ballistic_image.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_ballistic_image.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_ballistic_image.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_ballistic_image.lease_until IS NULL OR r_ballistic_image.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_ballistic_image.erase_by IS NULL OR r_ballistic_image.erase_by > (SELECT (basinet.subject_now()).at) OR r_ballistic_image.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_ballistic_image FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_ballistic_image FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'ballistic-image' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_ballistic_image.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_ballistic_image.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_ballistic_image.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ballistic_image.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ballistic_image.display_only))
    AND r_ballistic_image.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_ballistic_image.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_ballistic_image.purposes))
    AND (NOT r_ballistic_image.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_ballistic_image.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_ballistic_image.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_ballistic_image.lease_until IS NULL OR r_ballistic_image.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_ballistic_image.erase_by IS NULL OR r_ballistic_image.erase_by > (SELECT (basinet.subject_now()).at) OR r_ballistic_image.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_ballistic_image FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_ballistic_image now WHERE now.id = h_ballistic_image.id)
    AND NULLIF(
    h_ballistic_image.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_ballistic_image.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_ballistic_image.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_ballistic_image.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_ballistic_image.display_only))
    AND h_ballistic_image.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_ballistic_image.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_ballistic_image.purposes))
    AND (NOT h_ballistic_image.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_ballistic_image.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_ballistic_image.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_ballistic_image.lease_until IS NULL OR h_ballistic_image.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_ballistic_image.erase_by IS NULL OR h_ballistic_image.erase_by > (SELECT (basinet.subject_now()).at) OR h_ballistic_image.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_ballistic_image TO basinet_app;
GRANT SELECT ON basinet.h_ballistic_image TO basinet_app;
