-- Record type project-contract, generated from its declaration (programme/projects).
CREATE TABLE basinet.r_project_contract (
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
  f_project text,
  f_contractor text,
  f_finish text,
  f_state text
);
CREATE INDEX r_project_contract_updated ON basinet.r_project_contract (updated_at DESC, id DESC);
CREATE INDEX r_project_contract_project ON basinet.r_project_contract (f_project, updated_at DESC, id DESC);
CREATE INDEX r_project_contract_contractor ON basinet.r_project_contract (f_contractor, updated_at DESC, id DESC);
CREATE INDEX r_project_contract_finish ON basinet.r_project_contract (f_finish, updated_at DESC, id DESC);
CREATE INDEX r_project_contract_state ON basinet.r_project_contract (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_project_contract (LIKE basinet.r_project_contract);
ALTER TABLE basinet.h_project_contract ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_project_contract
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('project-contract', 'general', 'general', 'project_contract');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_project_contract FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_project_contract ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_project_contract ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_project_contract FOR SELECT TO basinet_app USING (
    (SELECT 'project-contract' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_project_contract.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_project_contract.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_project_contract.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_project_contract.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_project_contract.display_only))
    AND r_project_contract.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_project_contract.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_project_contract.purposes))
    AND (NOT r_project_contract.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_project_contract.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_project_contract.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_project_contract.lease_until IS NULL OR r_project_contract.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_project_contract.erase_by IS NULL OR r_project_contract.erase_by > (SELECT (basinet.subject_now()).at) OR r_project_contract.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_project_contract FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_project_contract FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'project-contract' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_project_contract.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_project_contract.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_project_contract.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_project_contract.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_project_contract.display_only))
    AND r_project_contract.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_project_contract.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_project_contract.purposes))
    AND (NOT r_project_contract.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_project_contract.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_project_contract.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_project_contract.lease_until IS NULL OR r_project_contract.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_project_contract.erase_by IS NULL OR r_project_contract.erase_by > (SELECT (basinet.subject_now()).at) OR r_project_contract.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_project_contract FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_project_contract now WHERE now.id = h_project_contract.id)
    AND NULLIF(
    h_project_contract.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_project_contract.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_project_contract.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_project_contract.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_project_contract.display_only))
    AND h_project_contract.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_project_contract.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_project_contract.purposes))
    AND (NOT h_project_contract.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_project_contract.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_project_contract.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_project_contract.lease_until IS NULL OR h_project_contract.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_project_contract.erase_by IS NULL OR h_project_contract.erase_by > (SELECT (basinet.subject_now()).at) OR h_project_contract.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_project_contract TO basinet_app;
GRANT SELECT ON basinet.h_project_contract TO basinet_app;
