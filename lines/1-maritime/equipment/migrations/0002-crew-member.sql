-- Record type crew-member, generated from its declaration (1-maritime/equipment).
CREATE TABLE basinet.r_crew_member (
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
  f_name text,
  f_unit text,
  f_state text
);
CREATE INDEX r_crew_member_updated ON basinet.r_crew_member (updated_at DESC, id DESC);
CREATE INDEX r_crew_member_name ON basinet.r_crew_member (f_name, updated_at DESC, id DESC);
CREATE INDEX r_crew_member_unit ON basinet.r_crew_member (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_crew_member_state ON basinet.r_crew_member (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_crew_member (LIKE basinet.r_crew_member);
ALTER TABLE basinet.h_crew_member ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_crew_member
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('crew-member', 'general', 'general', 'crew_member');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_crew_member FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_crew_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_crew_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_crew_member FOR SELECT TO basinet_app USING (
    (SELECT 'crew-member' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_crew_member.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_crew_member.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_crew_member.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_crew_member.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_crew_member.display_only))
    AND r_crew_member.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_crew_member.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_crew_member.purposes))
    AND (NOT r_crew_member.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_crew_member.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_crew_member.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_crew_member.lease_until IS NULL OR r_crew_member.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_crew_member.erase_by IS NULL OR r_crew_member.erase_by > (SELECT (basinet.subject_now()).at) OR r_crew_member.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_crew_member FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_crew_member FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'crew-member' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_crew_member.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_crew_member.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_crew_member.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_crew_member.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_crew_member.display_only))
    AND r_crew_member.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_crew_member.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_crew_member.purposes))
    AND (NOT r_crew_member.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_crew_member.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_crew_member.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_crew_member.lease_until IS NULL OR r_crew_member.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_crew_member.erase_by IS NULL OR r_crew_member.erase_by > (SELECT (basinet.subject_now()).at) OR r_crew_member.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_crew_member FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_crew_member now WHERE now.id = h_crew_member.id)
    AND NULLIF(
    h_crew_member.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_crew_member.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_crew_member.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_crew_member.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_crew_member.display_only))
    AND h_crew_member.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_crew_member.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_crew_member.purposes))
    AND (NOT h_crew_member.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_crew_member.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_crew_member.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_crew_member.lease_until IS NULL OR h_crew_member.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_crew_member.erase_by IS NULL OR h_crew_member.erase_by > (SELECT (basinet.subject_now()).at) OR h_crew_member.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_crew_member TO basinet_app;
GRANT SELECT ON basinet.h_crew_member TO basinet_app;
