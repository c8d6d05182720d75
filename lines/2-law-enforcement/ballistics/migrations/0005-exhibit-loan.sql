-- Record type exhibit-loan, generated from its declaration (2-law-enforcement/ballistics).
CREATE TABLE basinet.r_exhibit_loan (
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
  f_exhibit text,
  f_nation text,
  f_state text
);
CREATE INDEX r_exhibit_loan_updated ON basinet.r_exhibit_loan (updated_at DESC, id DESC);
CREATE INDEX r_exhibit_loan_exhibit ON basinet.r_exhibit_loan (f_exhibit, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_loan_nation ON basinet.r_exhibit_loan (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_exhibit_loan_state ON basinet.r_exhibit_loan (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_exhibit_loan (LIKE basinet.r_exhibit_loan);
ALTER TABLE basinet.h_exhibit_loan ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_exhibit_loan
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('exhibit-loan', 'general', 'general', 'exhibit_loan');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_exhibit_loan FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_exhibit_loan ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_exhibit_loan ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_exhibit_loan FOR SELECT TO basinet_app USING (
    (SELECT 'exhibit-loan' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_exhibit_loan.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_exhibit_loan.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_exhibit_loan.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_exhibit_loan.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_exhibit_loan.display_only))
    AND r_exhibit_loan.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_exhibit_loan.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_exhibit_loan.purposes))
    AND (NOT r_exhibit_loan.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_exhibit_loan.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_exhibit_loan.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_exhibit_loan.lease_until IS NULL OR r_exhibit_loan.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_exhibit_loan.erase_by IS NULL OR r_exhibit_loan.erase_by > (SELECT (basinet.subject_now()).at) OR r_exhibit_loan.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_exhibit_loan FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_exhibit_loan FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'exhibit-loan' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_exhibit_loan.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_exhibit_loan.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_exhibit_loan.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_exhibit_loan.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_exhibit_loan.display_only))
    AND r_exhibit_loan.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_exhibit_loan.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_exhibit_loan.purposes))
    AND (NOT r_exhibit_loan.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_exhibit_loan.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_exhibit_loan.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_exhibit_loan.lease_until IS NULL OR r_exhibit_loan.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_exhibit_loan.erase_by IS NULL OR r_exhibit_loan.erase_by > (SELECT (basinet.subject_now()).at) OR r_exhibit_loan.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_exhibit_loan FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_exhibit_loan now WHERE now.id = h_exhibit_loan.id)
    AND NULLIF(
    h_exhibit_loan.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_exhibit_loan.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_exhibit_loan.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_exhibit_loan.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_exhibit_loan.display_only))
    AND h_exhibit_loan.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_exhibit_loan.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_exhibit_loan.purposes))
    AND (NOT h_exhibit_loan.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_exhibit_loan.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_exhibit_loan.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_exhibit_loan.lease_until IS NULL OR h_exhibit_loan.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_exhibit_loan.erase_by IS NULL OR h_exhibit_loan.erase_by > (SELECT (basinet.subject_now()).at) OR h_exhibit_loan.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_exhibit_loan TO basinet_app;
GRANT SELECT ON basinet.h_exhibit_loan TO basinet_app;
