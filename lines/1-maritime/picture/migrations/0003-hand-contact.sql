-- Record type hand-contact, generated from its declaration (1-maritime/picture).
CREATE TABLE basinet.r_hand_contact (
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
  f_kind text,
  f_channel text,
  f_reliability text,
  f_sighted_at timestamptz,
  f_mmsi bigint
);
CREATE INDEX r_hand_contact_updated ON basinet.r_hand_contact (updated_at DESC, id DESC);
CREATE INDEX r_hand_contact_state ON basinet.r_hand_contact (f_state, updated_at DESC, id DESC);
CREATE INDEX r_hand_contact_kind ON basinet.r_hand_contact (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_hand_contact_channel ON basinet.r_hand_contact (f_channel, updated_at DESC, id DESC);
CREATE INDEX r_hand_contact_reliability ON basinet.r_hand_contact (f_reliability, updated_at DESC, id DESC);
CREATE INDEX r_hand_contact_sighted_at ON basinet.r_hand_contact (f_sighted_at, id);
CREATE INDEX r_hand_contact_mmsi ON basinet.r_hand_contact (f_mmsi, id);
CREATE TABLE basinet.h_hand_contact (LIKE basinet.r_hand_contact);
ALTER TABLE basinet.h_hand_contact ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_hand_contact
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('hand-contact', 'general', 'general', 'hand_contact');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_hand_contact FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_hand_contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_hand_contact ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_hand_contact FOR SELECT TO basinet_app USING (
    (SELECT 'hand-contact' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_hand_contact.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_hand_contact.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_hand_contact.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_hand_contact.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_hand_contact.display_only))
    AND r_hand_contact.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_hand_contact.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_hand_contact.purposes))
    AND (NOT r_hand_contact.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_hand_contact.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_hand_contact.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_hand_contact.lease_until IS NULL OR r_hand_contact.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_hand_contact.erase_by IS NULL OR r_hand_contact.erase_by > (SELECT (basinet.subject_now()).at) OR r_hand_contact.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_hand_contact FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_hand_contact FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'hand-contact' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_hand_contact.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_hand_contact.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_hand_contact.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_hand_contact.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_hand_contact.display_only))
    AND r_hand_contact.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_hand_contact.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_hand_contact.purposes))
    AND (NOT r_hand_contact.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_hand_contact.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_hand_contact.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_hand_contact.lease_until IS NULL OR r_hand_contact.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_hand_contact.erase_by IS NULL OR r_hand_contact.erase_by > (SELECT (basinet.subject_now()).at) OR r_hand_contact.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_hand_contact FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_hand_contact now WHERE now.id = h_hand_contact.id)
    AND NULLIF(
    h_hand_contact.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_hand_contact.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_hand_contact.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_hand_contact.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_hand_contact.display_only))
    AND h_hand_contact.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_hand_contact.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_hand_contact.purposes))
    AND (NOT h_hand_contact.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_hand_contact.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_hand_contact.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_hand_contact.lease_until IS NULL OR h_hand_contact.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_hand_contact.erase_by IS NULL OR h_hand_contact.erase_by > (SELECT (basinet.subject_now()).at) OR h_hand_contact.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_hand_contact TO basinet_app;
GRANT SELECT ON basinet.h_hand_contact TO basinet_app;
