-- Record type ballistic-specimen, generated from its declaration (2-law-enforcement/ballistics).
CREATE TABLE basinet.r_ballistic_specimen (
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
  f_kind text,
  f_calibre text,
  f_firing_pin text,
  f_lands_grooves bigint,
  f_twist text,
  f_incident text,
  f_exhibit text,
  f_firearm text,
  f_state text
);
CREATE INDEX r_ballistic_specimen_updated ON basinet.r_ballistic_specimen (updated_at DESC, id DESC);
CREATE INDEX r_ballistic_specimen_number ON basinet.r_ballistic_specimen (f_number, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_specimen_kind ON basinet.r_ballistic_specimen (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_specimen_calibre ON basinet.r_ballistic_specimen (f_calibre, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_specimen_firing_pin ON basinet.r_ballistic_specimen (f_firing_pin, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_specimen_lands_grooves ON basinet.r_ballistic_specimen (f_lands_grooves, id);
CREATE INDEX r_ballistic_specimen_twist ON basinet.r_ballistic_specimen (f_twist, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_specimen_incident ON basinet.r_ballistic_specimen (f_incident, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_specimen_exhibit ON basinet.r_ballistic_specimen (f_exhibit, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_specimen_firearm ON basinet.r_ballistic_specimen (f_firearm, updated_at DESC, id DESC);
CREATE INDEX r_ballistic_specimen_state ON basinet.r_ballistic_specimen (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_ballistic_specimen (LIKE basinet.r_ballistic_specimen);
ALTER TABLE basinet.h_ballistic_specimen ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_ballistic_specimen
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('ballistic-specimen', 'general', 'general', 'ballistic_specimen');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_ballistic_specimen FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_ballistic_specimen ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_ballistic_specimen ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_ballistic_specimen FOR SELECT TO basinet_app USING (
    (SELECT 'ballistic-specimen' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_ballistic_specimen.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_ballistic_specimen.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_ballistic_specimen.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ballistic_specimen.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ballistic_specimen.display_only))
    AND r_ballistic_specimen.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_ballistic_specimen.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_ballistic_specimen.purposes))
    AND (NOT r_ballistic_specimen.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_ballistic_specimen.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_ballistic_specimen.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_ballistic_specimen.lease_until IS NULL OR r_ballistic_specimen.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_ballistic_specimen.erase_by IS NULL OR r_ballistic_specimen.erase_by > (SELECT (basinet.subject_now()).at) OR r_ballistic_specimen.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_ballistic_specimen FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_ballistic_specimen FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'ballistic-specimen' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_ballistic_specimen.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_ballistic_specimen.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_ballistic_specimen.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ballistic_specimen.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ballistic_specimen.display_only))
    AND r_ballistic_specimen.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_ballistic_specimen.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_ballistic_specimen.purposes))
    AND (NOT r_ballistic_specimen.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_ballistic_specimen.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_ballistic_specimen.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_ballistic_specimen.lease_until IS NULL OR r_ballistic_specimen.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_ballistic_specimen.erase_by IS NULL OR r_ballistic_specimen.erase_by > (SELECT (basinet.subject_now()).at) OR r_ballistic_specimen.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_ballistic_specimen FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_ballistic_specimen now WHERE now.id = h_ballistic_specimen.id)
    AND NULLIF(
    h_ballistic_specimen.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_ballistic_specimen.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_ballistic_specimen.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_ballistic_specimen.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_ballistic_specimen.display_only))
    AND h_ballistic_specimen.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_ballistic_specimen.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_ballistic_specimen.purposes))
    AND (NOT h_ballistic_specimen.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_ballistic_specimen.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_ballistic_specimen.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_ballistic_specimen.lease_until IS NULL OR h_ballistic_specimen.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_ballistic_specimen.erase_by IS NULL OR h_ballistic_specimen.erase_by > (SELECT (basinet.subject_now()).at) OR h_ballistic_specimen.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_ballistic_specimen TO basinet_app;
GRANT SELECT ON basinet.h_ballistic_specimen TO basinet_app;
