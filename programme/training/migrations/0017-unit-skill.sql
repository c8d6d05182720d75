-- Record type unit-skill, generated from its declaration (programme/training).
CREATE TABLE basinet.r_unit_skill (
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
  f_nation text,
  f_unit text,
  f_code text,
  f_needed bigint,
  f_state text
);
CREATE INDEX r_unit_skill_updated ON basinet.r_unit_skill (updated_at DESC, id DESC);
CREATE INDEX r_unit_skill_nation ON basinet.r_unit_skill (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_unit_skill_unit ON basinet.r_unit_skill (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_unit_skill_code ON basinet.r_unit_skill (f_code, updated_at DESC, id DESC);
CREATE INDEX r_unit_skill_needed ON basinet.r_unit_skill (f_needed, id);
CREATE INDEX r_unit_skill_state ON basinet.r_unit_skill (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_unit_skill (LIKE basinet.r_unit_skill);
ALTER TABLE basinet.h_unit_skill ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_unit_skill
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('unit-skill', 'general', 'general', 'unit_skill');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_unit_skill FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_unit_skill ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_unit_skill ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_unit_skill FOR SELECT TO basinet_app USING (
    (SELECT 'unit-skill' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_unit_skill.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_unit_skill.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_unit_skill.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_unit_skill.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_unit_skill.display_only))
    AND r_unit_skill.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_unit_skill.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_unit_skill.purposes))
    AND (NOT r_unit_skill.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_unit_skill.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_unit_skill.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_unit_skill.lease_until IS NULL OR r_unit_skill.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_unit_skill.erase_by IS NULL OR r_unit_skill.erase_by > (SELECT (basinet.subject_now()).at) OR r_unit_skill.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_unit_skill FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_unit_skill FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'unit-skill' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_unit_skill.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_unit_skill.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_unit_skill.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_unit_skill.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_unit_skill.display_only))
    AND r_unit_skill.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_unit_skill.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_unit_skill.purposes))
    AND (NOT r_unit_skill.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_unit_skill.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_unit_skill.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_unit_skill.lease_until IS NULL OR r_unit_skill.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_unit_skill.erase_by IS NULL OR r_unit_skill.erase_by > (SELECT (basinet.subject_now()).at) OR r_unit_skill.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_unit_skill FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_unit_skill now WHERE now.id = h_unit_skill.id)
    AND NULLIF(
    h_unit_skill.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_unit_skill.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_unit_skill.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_unit_skill.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_unit_skill.display_only))
    AND h_unit_skill.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_unit_skill.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_unit_skill.purposes))
    AND (NOT h_unit_skill.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_unit_skill.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_unit_skill.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_unit_skill.lease_until IS NULL OR h_unit_skill.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_unit_skill.erase_by IS NULL OR h_unit_skill.erase_by > (SELECT (basinet.subject_now()).at) OR h_unit_skill.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_unit_skill TO basinet_app;
GRANT SELECT ON basinet.h_unit_skill TO basinet_app;
