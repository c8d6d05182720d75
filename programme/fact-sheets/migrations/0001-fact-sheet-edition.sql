-- Record type fact-sheet-edition, generated from its declaration (programme/fact-sheets).
CREATE TABLE basinet.r_fact_sheet_edition (
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
  f_place text,
  f_number bigint,
  f_published text,
  f_state text
);
CREATE INDEX r_fact_sheet_edition_updated ON basinet.r_fact_sheet_edition (updated_at DESC, id DESC);
CREATE INDEX r_fact_sheet_edition_place ON basinet.r_fact_sheet_edition (f_place, updated_at DESC, id DESC);
CREATE INDEX r_fact_sheet_edition_number ON basinet.r_fact_sheet_edition (f_number, id);
CREATE INDEX r_fact_sheet_edition_published ON basinet.r_fact_sheet_edition (f_published, updated_at DESC, id DESC);
CREATE INDEX r_fact_sheet_edition_state ON basinet.r_fact_sheet_edition (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_fact_sheet_edition (LIKE basinet.r_fact_sheet_edition);
ALTER TABLE basinet.h_fact_sheet_edition ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_fact_sheet_edition
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('fact-sheet-edition', 'general', 'general', 'fact_sheet_edition');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_fact_sheet_edition FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_fact_sheet_edition ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_fact_sheet_edition ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_fact_sheet_edition FOR SELECT TO basinet_app USING (
    (SELECT 'fact-sheet-edition' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_fact_sheet_edition.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_fact_sheet_edition.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_fact_sheet_edition.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_fact_sheet_edition.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_fact_sheet_edition.display_only))
    AND r_fact_sheet_edition.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_fact_sheet_edition.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_fact_sheet_edition.purposes))
    AND (NOT r_fact_sheet_edition.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_fact_sheet_edition.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_fact_sheet_edition.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_fact_sheet_edition.lease_until IS NULL OR r_fact_sheet_edition.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_fact_sheet_edition.erase_by IS NULL OR r_fact_sheet_edition.erase_by > (SELECT (basinet.subject_now()).at) OR r_fact_sheet_edition.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_fact_sheet_edition FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_fact_sheet_edition FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'fact-sheet-edition' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_fact_sheet_edition.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_fact_sheet_edition.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_fact_sheet_edition.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_fact_sheet_edition.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_fact_sheet_edition.display_only))
    AND r_fact_sheet_edition.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_fact_sheet_edition.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_fact_sheet_edition.purposes))
    AND (NOT r_fact_sheet_edition.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_fact_sheet_edition.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_fact_sheet_edition.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_fact_sheet_edition.lease_until IS NULL OR r_fact_sheet_edition.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_fact_sheet_edition.erase_by IS NULL OR r_fact_sheet_edition.erase_by > (SELECT (basinet.subject_now()).at) OR r_fact_sheet_edition.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_fact_sheet_edition FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_fact_sheet_edition now WHERE now.id = h_fact_sheet_edition.id)
    AND NULLIF(
    h_fact_sheet_edition.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_fact_sheet_edition.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_fact_sheet_edition.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_fact_sheet_edition.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_fact_sheet_edition.display_only))
    AND h_fact_sheet_edition.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_fact_sheet_edition.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_fact_sheet_edition.purposes))
    AND (NOT h_fact_sheet_edition.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_fact_sheet_edition.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_fact_sheet_edition.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_fact_sheet_edition.lease_until IS NULL OR h_fact_sheet_edition.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_fact_sheet_edition.erase_by IS NULL OR h_fact_sheet_edition.erase_by > (SELECT (basinet.subject_now()).at) OR h_fact_sheet_edition.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_fact_sheet_edition TO basinet_app;
GRANT SELECT ON basinet.h_fact_sheet_edition TO basinet_app;
