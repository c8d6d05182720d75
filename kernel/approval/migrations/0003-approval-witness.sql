-- Record type approval-witness, generated from its declaration (node/approvals).
CREATE TABLE basinet.r_approval_witness (
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
  f_command text,
  f_maker text,
  f_checker text,
  f_due_at timestamptz,
  f_record_id text
);
CREATE INDEX r_approval_witness_updated ON basinet.r_approval_witness (updated_at DESC, id DESC);
CREATE INDEX r_approval_witness_state ON basinet.r_approval_witness (f_state, updated_at DESC, id DESC);
CREATE INDEX r_approval_witness_command ON basinet.r_approval_witness (f_command, updated_at DESC, id DESC);
CREATE INDEX r_approval_witness_maker ON basinet.r_approval_witness (f_maker, updated_at DESC, id DESC);
CREATE INDEX r_approval_witness_checker ON basinet.r_approval_witness (f_checker, updated_at DESC, id DESC);
CREATE INDEX r_approval_witness_due_at ON basinet.r_approval_witness (f_due_at, id);
CREATE INDEX r_approval_witness_record_id ON basinet.r_approval_witness (f_record_id, updated_at DESC, id DESC);
CREATE TABLE basinet.h_approval_witness (LIKE basinet.r_approval_witness);
ALTER TABLE basinet.h_approval_witness ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_approval_witness
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('approval-witness', 'witness', 'witness', 'approval_witness');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_approval_witness FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_approval_witness ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_approval_witness ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_approval_witness FOR SELECT TO basinet_realm_witness USING (
    (SELECT 'approval-witness' = ANY ((basinet.subject_now()).types))
    AND (SELECT 'witness' = ANY ((basinet.subject_now()).realms))
    AND NULLIF(
    r_approval_witness.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_approval_witness.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_approval_witness.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_approval_witness.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_approval_witness.display_only))
    AND r_approval_witness.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_approval_witness.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_approval_witness.purposes))
    AND (NOT r_approval_witness.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_approval_witness.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_approval_witness.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_approval_witness.lease_until IS NULL OR r_approval_witness.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_approval_witness.erase_by IS NULL OR r_approval_witness.erase_by > (SELECT (basinet.subject_now()).at) OR r_approval_witness.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_approval_witness FOR INSERT TO basinet_realm_witness WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'witness' = ANY ((basinet.subject_now()).realms))
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_approval_witness FOR UPDATE TO basinet_realm_witness USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'approval-witness' = ANY ((basinet.subject_now()).types))
    AND (SELECT 'witness' = ANY ((basinet.subject_now()).realms))
    AND NULLIF(
    r_approval_witness.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_approval_witness.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_approval_witness.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_approval_witness.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_approval_witness.display_only))
    AND r_approval_witness.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_approval_witness.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_approval_witness.purposes))
    AND (NOT r_approval_witness.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_approval_witness.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_approval_witness.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_approval_witness.lease_until IS NULL OR r_approval_witness.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_approval_witness.erase_by IS NULL OR r_approval_witness.erase_by > (SELECT (basinet.subject_now()).at) OR r_approval_witness.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_approval_witness FOR SELECT TO basinet_realm_witness USING (
    EXISTS (SELECT 1 FROM basinet.r_approval_witness now WHERE now.id = h_approval_witness.id)
    AND NULLIF(
    h_approval_witness.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_approval_witness.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_approval_witness.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_approval_witness.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_approval_witness.display_only))
    AND h_approval_witness.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_approval_witness.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_approval_witness.purposes))
    AND (NOT h_approval_witness.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_approval_witness.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_approval_witness.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_approval_witness.lease_until IS NULL OR h_approval_witness.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_approval_witness.erase_by IS NULL OR h_approval_witness.erase_by > (SELECT (basinet.subject_now()).at) OR h_approval_witness.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_approval_witness TO basinet_realm_witness;
GRANT SELECT ON basinet.h_approval_witness TO basinet_realm_witness;
