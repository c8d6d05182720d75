-- Record type agreement, generated from its declaration (regional/sharing).
CREATE TABLE basinet.r_agreement (
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
  f_edition bigint,
  f_origin text,
  f_number text,
  f_hash text
);
CREATE INDEX r_agreement_updated ON basinet.r_agreement (updated_at DESC, id DESC);
CREATE INDEX r_agreement_state ON basinet.r_agreement (f_state, updated_at DESC, id DESC);
CREATE INDEX r_agreement_edition ON basinet.r_agreement (f_edition, id);
CREATE INDEX r_agreement_origin ON basinet.r_agreement (f_origin, updated_at DESC, id DESC);
CREATE INDEX r_agreement_number ON basinet.r_agreement (f_number, updated_at DESC, id DESC);
CREATE INDEX r_agreement_hash ON basinet.r_agreement (f_hash, updated_at DESC, id DESC);
CREATE TABLE basinet.h_agreement (LIKE basinet.r_agreement);
ALTER TABLE basinet.h_agreement ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_agreement
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('agreement', 'general', 'general', 'agreement');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_agreement FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_agreement ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_agreement FOR SELECT TO basinet_app USING (
    (SELECT 'agreement' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_agreement.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_agreement.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_agreement.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agreement.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agreement.display_only))
    AND r_agreement.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_agreement.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_agreement.purposes))
    AND (NOT r_agreement.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_agreement.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_agreement.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_agreement.lease_until IS NULL OR r_agreement.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_agreement.erase_by IS NULL OR r_agreement.erase_by > (SELECT (basinet.subject_now()).at) OR r_agreement.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_agreement FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_agreement FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'agreement' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_agreement.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_agreement.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_agreement.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agreement.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agreement.display_only))
    AND r_agreement.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_agreement.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_agreement.purposes))
    AND (NOT r_agreement.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_agreement.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_agreement.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_agreement.lease_until IS NULL OR r_agreement.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_agreement.erase_by IS NULL OR r_agreement.erase_by > (SELECT (basinet.subject_now()).at) OR r_agreement.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_agreement FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_agreement now WHERE now.id = h_agreement.id)
    AND NULLIF(
    h_agreement.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_agreement.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_agreement.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_agreement.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_agreement.display_only))
    AND h_agreement.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_agreement.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_agreement.purposes))
    AND (NOT h_agreement.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_agreement.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_agreement.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_agreement.lease_until IS NULL OR h_agreement.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_agreement.erase_by IS NULL OR h_agreement.erase_by > (SELECT (basinet.subject_now()).at) OR h_agreement.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_agreement TO basinet_app;
GRANT SELECT ON basinet.h_agreement TO basinet_app;
