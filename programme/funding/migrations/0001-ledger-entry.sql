-- Record type ledger-entry, generated from its declaration (programme/funding).
CREATE TABLE basinet.r_ledger_entry (
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
  f_reference text,
  f_basis text,
  f_span text,
  f_year_from bigint,
  f_year_until bigint,
  f_amount text,
  f_currency text,
  f_status text,
  f_nation text,
  f_area text,
  f_account text,
  f_donor text,
  f_implementer text,
  f_instrument text,
  f_item text,
  f_qualifier text,
  f_document text,
  f_state text
);
CREATE INDEX r_ledger_entry_updated ON basinet.r_ledger_entry (updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_reference ON basinet.r_ledger_entry (f_reference, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_basis ON basinet.r_ledger_entry (f_basis, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_span ON basinet.r_ledger_entry (f_span, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_year_from ON basinet.r_ledger_entry (f_year_from, id);
CREATE INDEX r_ledger_entry_year_until ON basinet.r_ledger_entry (f_year_until, id);
CREATE INDEX r_ledger_entry_amount ON basinet.r_ledger_entry (f_amount, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_currency ON basinet.r_ledger_entry (f_currency, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_status ON basinet.r_ledger_entry (f_status, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_nation ON basinet.r_ledger_entry (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_area ON basinet.r_ledger_entry (f_area, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_account ON basinet.r_ledger_entry (f_account, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_donor ON basinet.r_ledger_entry (f_donor, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_implementer ON basinet.r_ledger_entry (f_implementer, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_instrument ON basinet.r_ledger_entry (f_instrument, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_item ON basinet.r_ledger_entry (f_item, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_qualifier ON basinet.r_ledger_entry (f_qualifier, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_document ON basinet.r_ledger_entry (f_document, updated_at DESC, id DESC);
CREATE INDEX r_ledger_entry_state ON basinet.r_ledger_entry (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_ledger_entry (LIKE basinet.r_ledger_entry);
ALTER TABLE basinet.h_ledger_entry ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_ledger_entry
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('ledger-entry', 'general', 'general', 'ledger_entry');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_ledger_entry FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_ledger_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_ledger_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_ledger_entry FOR SELECT TO basinet_app USING (
    (SELECT 'ledger-entry' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_ledger_entry.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_ledger_entry.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_ledger_entry.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ledger_entry.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ledger_entry.display_only))
    AND r_ledger_entry.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_ledger_entry.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_ledger_entry.purposes))
    AND (NOT r_ledger_entry.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_ledger_entry.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_ledger_entry.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_ledger_entry.lease_until IS NULL OR r_ledger_entry.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_ledger_entry.erase_by IS NULL OR r_ledger_entry.erase_by > (SELECT (basinet.subject_now()).at) OR r_ledger_entry.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_ledger_entry FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_ledger_entry FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'ledger-entry' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_ledger_entry.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_ledger_entry.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_ledger_entry.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ledger_entry.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_ledger_entry.display_only))
    AND r_ledger_entry.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_ledger_entry.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_ledger_entry.purposes))
    AND (NOT r_ledger_entry.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_ledger_entry.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_ledger_entry.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_ledger_entry.lease_until IS NULL OR r_ledger_entry.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_ledger_entry.erase_by IS NULL OR r_ledger_entry.erase_by > (SELECT (basinet.subject_now()).at) OR r_ledger_entry.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_ledger_entry FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_ledger_entry now WHERE now.id = h_ledger_entry.id)
    AND NULLIF(
    h_ledger_entry.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_ledger_entry.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_ledger_entry.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_ledger_entry.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_ledger_entry.display_only))
    AND h_ledger_entry.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_ledger_entry.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_ledger_entry.purposes))
    AND (NOT h_ledger_entry.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_ledger_entry.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_ledger_entry.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_ledger_entry.lease_until IS NULL OR h_ledger_entry.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_ledger_entry.erase_by IS NULL OR h_ledger_entry.erase_by > (SELECT (basinet.subject_now()).at) OR h_ledger_entry.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_ledger_entry TO basinet_app;
GRANT SELECT ON basinet.h_ledger_entry TO basinet_app;
