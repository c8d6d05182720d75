-- Record type contact-handover, generated from its declaration (1-maritime/partner-watch).
CREATE TABLE basinet.r_contact_handover (
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
  f_to text,
  f_name text,
  f_mmsi bigint,
  f_state text,
  f_answer_by timestamptz
);
CREATE INDEX r_contact_handover_updated ON basinet.r_contact_handover (updated_at DESC, id DESC);
CREATE INDEX r_contact_handover_to ON basinet.r_contact_handover (f_to, updated_at DESC, id DESC);
CREATE INDEX r_contact_handover_name ON basinet.r_contact_handover (f_name, updated_at DESC, id DESC);
CREATE INDEX r_contact_handover_mmsi ON basinet.r_contact_handover (f_mmsi, id);
CREATE INDEX r_contact_handover_state ON basinet.r_contact_handover (f_state, updated_at DESC, id DESC);
CREATE INDEX r_contact_handover_answer_by ON basinet.r_contact_handover (f_answer_by, id);
CREATE TABLE basinet.h_contact_handover (LIKE basinet.r_contact_handover);
ALTER TABLE basinet.h_contact_handover ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_contact_handover
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('contact-handover', 'general', 'general', 'contact_handover');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_contact_handover FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_contact_handover ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_contact_handover ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_contact_handover FOR SELECT TO basinet_app USING (
    (SELECT 'contact-handover' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_contact_handover.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_contact_handover.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_contact_handover.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_contact_handover.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_contact_handover.display_only))
    AND r_contact_handover.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_contact_handover.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_contact_handover.purposes))
    AND (NOT r_contact_handover.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_contact_handover.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_contact_handover.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_contact_handover.lease_until IS NULL OR r_contact_handover.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_contact_handover.erase_by IS NULL OR r_contact_handover.erase_by > (SELECT (basinet.subject_now()).at) OR r_contact_handover.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_contact_handover FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_contact_handover FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'contact-handover' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_contact_handover.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_contact_handover.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_contact_handover.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_contact_handover.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_contact_handover.display_only))
    AND r_contact_handover.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_contact_handover.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_contact_handover.purposes))
    AND (NOT r_contact_handover.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_contact_handover.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_contact_handover.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_contact_handover.lease_until IS NULL OR r_contact_handover.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_contact_handover.erase_by IS NULL OR r_contact_handover.erase_by > (SELECT (basinet.subject_now()).at) OR r_contact_handover.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_contact_handover FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_contact_handover now WHERE now.id = h_contact_handover.id)
    AND NULLIF(
    h_contact_handover.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_contact_handover.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_contact_handover.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_contact_handover.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_contact_handover.display_only))
    AND h_contact_handover.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_contact_handover.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_contact_handover.purposes))
    AND (NOT h_contact_handover.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_contact_handover.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_contact_handover.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_contact_handover.lease_until IS NULL OR h_contact_handover.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_contact_handover.erase_by IS NULL OR h_contact_handover.erase_by > (SELECT (basinet.subject_now()).at) OR h_contact_handover.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_contact_handover TO basinet_app;
GRANT SELECT ON basinet.h_contact_handover TO basinet_app;
