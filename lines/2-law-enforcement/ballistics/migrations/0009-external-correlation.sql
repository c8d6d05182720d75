-- Record type external-correlation, generated from its declaration (2-law-enforcement/ballistics).
CREATE TABLE basinet.r_external_correlation (
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
  f_system text,
  f_specimen text,
  f_other_case text,
  f_nation text,
  f_rank bigint,
  f_correlated_at timestamptz,
  f_state text
);
CREATE INDEX r_external_correlation_updated ON basinet.r_external_correlation (updated_at DESC, id DESC);
CREATE INDEX r_external_correlation_system ON basinet.r_external_correlation (f_system, updated_at DESC, id DESC);
CREATE INDEX r_external_correlation_specimen ON basinet.r_external_correlation (f_specimen, updated_at DESC, id DESC);
CREATE INDEX r_external_correlation_other_case ON basinet.r_external_correlation (f_other_case, updated_at DESC, id DESC);
CREATE INDEX r_external_correlation_nation ON basinet.r_external_correlation (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_external_correlation_rank ON basinet.r_external_correlation (f_rank, id);
CREATE INDEX r_external_correlation_correlated_at ON basinet.r_external_correlation (f_correlated_at, id);
CREATE INDEX r_external_correlation_state ON basinet.r_external_correlation (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_external_correlation (LIKE basinet.r_external_correlation);
ALTER TABLE basinet.h_external_correlation ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_external_correlation
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('external-correlation', 'general', 'general', 'external_correlation');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_external_correlation FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_external_correlation ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_external_correlation ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_external_correlation FOR SELECT TO basinet_app USING (
    (SELECT 'external-correlation' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_external_correlation.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_external_correlation.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_external_correlation.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_external_correlation.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_external_correlation.display_only))
    AND r_external_correlation.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_external_correlation.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_external_correlation.purposes))
    AND (NOT r_external_correlation.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_external_correlation.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_external_correlation.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_external_correlation.lease_until IS NULL OR r_external_correlation.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_external_correlation.erase_by IS NULL OR r_external_correlation.erase_by > (SELECT (basinet.subject_now()).at) OR r_external_correlation.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_external_correlation FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_external_correlation FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'external-correlation' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_external_correlation.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_external_correlation.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_external_correlation.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_external_correlation.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_external_correlation.display_only))
    AND r_external_correlation.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_external_correlation.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_external_correlation.purposes))
    AND (NOT r_external_correlation.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_external_correlation.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_external_correlation.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_external_correlation.lease_until IS NULL OR r_external_correlation.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_external_correlation.erase_by IS NULL OR r_external_correlation.erase_by > (SELECT (basinet.subject_now()).at) OR r_external_correlation.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_external_correlation FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_external_correlation now WHERE now.id = h_external_correlation.id)
    AND NULLIF(
    h_external_correlation.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_external_correlation.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_external_correlation.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_external_correlation.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_external_correlation.display_only))
    AND h_external_correlation.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_external_correlation.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_external_correlation.purposes))
    AND (NOT h_external_correlation.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_external_correlation.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_external_correlation.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_external_correlation.lease_until IS NULL OR h_external_correlation.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_external_correlation.erase_by IS NULL OR h_external_correlation.erase_by > (SELECT (basinet.subject_now()).at) OR h_external_correlation.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_external_correlation TO basinet_app;
GRANT SELECT ON basinet.h_external_correlation TO basinet_app;
