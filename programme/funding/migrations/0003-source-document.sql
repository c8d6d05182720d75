-- Record type source-document, generated from its declaration (programme/funding).
CREATE TABLE basinet.r_source_document (
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
  f_kind text,
  f_issuer text,
  f_date text,
  f_url text,
  f_state text
);
CREATE INDEX r_source_document_updated ON basinet.r_source_document (updated_at DESC, id DESC);
CREATE INDEX r_source_document_kind ON basinet.r_source_document (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_source_document_issuer ON basinet.r_source_document (f_issuer, updated_at DESC, id DESC);
CREATE INDEX r_source_document_date ON basinet.r_source_document (f_date, updated_at DESC, id DESC);
CREATE INDEX r_source_document_url ON basinet.r_source_document (f_url, updated_at DESC, id DESC);
CREATE INDEX r_source_document_state ON basinet.r_source_document (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_source_document (LIKE basinet.r_source_document);
ALTER TABLE basinet.h_source_document ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_source_document
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('source-document', 'general', 'general', 'source_document');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_source_document FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_source_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_source_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_source_document FOR SELECT TO basinet_app USING (
    (SELECT 'source-document' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_source_document.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_source_document.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_source_document.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_source_document.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_source_document.display_only))
    AND r_source_document.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_source_document.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_source_document.purposes))
    AND (NOT r_source_document.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_source_document.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_source_document.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_source_document.lease_until IS NULL OR r_source_document.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_source_document.erase_by IS NULL OR r_source_document.erase_by > (SELECT (basinet.subject_now()).at) OR r_source_document.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_source_document FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_source_document FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'source-document' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_source_document.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_source_document.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_source_document.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_source_document.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_source_document.display_only))
    AND r_source_document.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_source_document.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_source_document.purposes))
    AND (NOT r_source_document.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_source_document.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_source_document.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_source_document.lease_until IS NULL OR r_source_document.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_source_document.erase_by IS NULL OR r_source_document.erase_by > (SELECT (basinet.subject_now()).at) OR r_source_document.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_source_document FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_source_document now WHERE now.id = h_source_document.id)
    AND NULLIF(
    h_source_document.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_source_document.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_source_document.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_source_document.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_source_document.display_only))
    AND h_source_document.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_source_document.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_source_document.purposes))
    AND (NOT h_source_document.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_source_document.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_source_document.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_source_document.lease_until IS NULL OR h_source_document.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_source_document.erase_by IS NULL OR h_source_document.erase_by > (SELECT (basinet.subject_now()).at) OR h_source_document.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_source_document TO basinet_app;
GRANT SELECT ON basinet.h_source_document TO basinet_app;
