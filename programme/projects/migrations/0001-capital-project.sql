-- Record type capital-project, generated from its declaration (programme/projects).
CREATE TABLE basinet.r_capital_project (
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
  f_place text,
  f_planned_finish text,
  f_state text
);
CREATE INDEX r_capital_project_updated ON basinet.r_capital_project (updated_at DESC, id DESC);
CREATE INDEX r_capital_project_nation ON basinet.r_capital_project (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_capital_project_place ON basinet.r_capital_project (f_place, updated_at DESC, id DESC);
CREATE INDEX r_capital_project_planned_finish ON basinet.r_capital_project (f_planned_finish, updated_at DESC, id DESC);
CREATE INDEX r_capital_project_state ON basinet.r_capital_project (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_capital_project (LIKE basinet.r_capital_project);
ALTER TABLE basinet.h_capital_project ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_capital_project
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('capital-project', 'general', 'general', 'capital_project');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_capital_project FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_capital_project ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_capital_project ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_capital_project FOR SELECT TO basinet_app USING (
    (SELECT 'capital-project' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_capital_project.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_capital_project.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_capital_project.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_capital_project.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_capital_project.display_only))
    AND r_capital_project.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_capital_project.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_capital_project.purposes))
    AND (NOT r_capital_project.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_capital_project.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_capital_project.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_capital_project.lease_until IS NULL OR r_capital_project.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_capital_project.erase_by IS NULL OR r_capital_project.erase_by > (SELECT (basinet.subject_now()).at) OR r_capital_project.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_capital_project FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_capital_project FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'capital-project' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_capital_project.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_capital_project.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_capital_project.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_capital_project.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_capital_project.display_only))
    AND r_capital_project.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_capital_project.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_capital_project.purposes))
    AND (NOT r_capital_project.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_capital_project.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_capital_project.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_capital_project.lease_until IS NULL OR r_capital_project.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_capital_project.erase_by IS NULL OR r_capital_project.erase_by > (SELECT (basinet.subject_now()).at) OR r_capital_project.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_capital_project FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_capital_project now WHERE now.id = h_capital_project.id)
    AND NULLIF(
    h_capital_project.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_capital_project.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_capital_project.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_capital_project.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_capital_project.display_only))
    AND h_capital_project.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_capital_project.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_capital_project.purposes))
    AND (NOT h_capital_project.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_capital_project.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_capital_project.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_capital_project.lease_until IS NULL OR h_capital_project.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_capital_project.erase_by IS NULL OR h_capital_project.erase_by > (SELECT (basinet.subject_now()).at) OR h_capital_project.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_capital_project TO basinet_app;
GRANT SELECT ON basinet.h_capital_project TO basinet_app;
