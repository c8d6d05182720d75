-- Record type print-search, generated from its declaration (2-law-enforcement/fingerprints).
CREATE TABLE basinet.r_print_search (
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
  f_probe_id text,
  f_done_at timestamptz,
  f_state text
);
CREATE INDEX r_print_search_updated ON basinet.r_print_search (updated_at DESC, id DESC);
CREATE INDEX r_print_search_kind ON basinet.r_print_search (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_print_search_probe_id ON basinet.r_print_search (f_probe_id, updated_at DESC, id DESC);
CREATE INDEX r_print_search_done_at ON basinet.r_print_search (f_done_at, id);
CREATE INDEX r_print_search_state ON basinet.r_print_search (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_print_search (LIKE basinet.r_print_search);
ALTER TABLE basinet.h_print_search ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_print_search
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('print-search', 'general', 'general', 'print_search');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_print_search FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_print_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_print_search ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_print_search FOR SELECT TO basinet_app USING (
    (SELECT 'print-search' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_print_search.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_print_search.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_print_search.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_print_search.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_print_search.display_only))
    AND r_print_search.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_print_search.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_print_search.purposes))
    AND (NOT r_print_search.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_print_search.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_print_search.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_print_search.lease_until IS NULL OR r_print_search.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_print_search.erase_by IS NULL OR r_print_search.erase_by > (SELECT (basinet.subject_now()).at) OR r_print_search.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_print_search FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_print_search FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'print-search' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_print_search.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_print_search.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_print_search.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_print_search.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_print_search.display_only))
    AND r_print_search.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_print_search.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_print_search.purposes))
    AND (NOT r_print_search.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_print_search.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_print_search.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_print_search.lease_until IS NULL OR r_print_search.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_print_search.erase_by IS NULL OR r_print_search.erase_by > (SELECT (basinet.subject_now()).at) OR r_print_search.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_print_search FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_print_search now WHERE now.id = h_print_search.id)
    AND NULLIF(
    h_print_search.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_print_search.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_print_search.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_print_search.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_print_search.display_only))
    AND h_print_search.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_print_search.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_print_search.purposes))
    AND (NOT h_print_search.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_print_search.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_print_search.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_print_search.lease_until IS NULL OR h_print_search.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_print_search.erase_by IS NULL OR h_print_search.erase_by > (SELECT (basinet.subject_now()).at) OR h_print_search.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_print_search TO basinet_app;
GRANT SELECT ON basinet.h_print_search TO basinet_app;
