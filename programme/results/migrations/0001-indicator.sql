-- Record type indicator, generated from its declaration (programme/results).
CREATE TABLE basinet.r_indicator (
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
  f_code text,
  f_title text,
  f_area text,
  f_goal text,
  f_aggregation text,
  f_state text
);
CREATE INDEX r_indicator_updated ON basinet.r_indicator (updated_at DESC, id DESC);
CREATE INDEX r_indicator_code ON basinet.r_indicator (f_code, updated_at DESC, id DESC);
CREATE INDEX r_indicator_title ON basinet.r_indicator (f_title, updated_at DESC, id DESC);
CREATE INDEX r_indicator_area ON basinet.r_indicator (f_area, updated_at DESC, id DESC);
CREATE INDEX r_indicator_goal ON basinet.r_indicator (f_goal, updated_at DESC, id DESC);
CREATE INDEX r_indicator_aggregation ON basinet.r_indicator (f_aggregation, updated_at DESC, id DESC);
CREATE INDEX r_indicator_state ON basinet.r_indicator (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_indicator (LIKE basinet.r_indicator);
ALTER TABLE basinet.h_indicator ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_indicator
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('indicator', 'general', 'general', 'indicator');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_indicator FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_indicator ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_indicator ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_indicator FOR SELECT TO basinet_app USING (
    (SELECT 'indicator' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_indicator.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_indicator.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_indicator.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_indicator.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_indicator.display_only))
    AND r_indicator.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_indicator.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_indicator.purposes))
    AND (NOT r_indicator.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_indicator.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_indicator.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_indicator.lease_until IS NULL OR r_indicator.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_indicator.erase_by IS NULL OR r_indicator.erase_by > (SELECT (basinet.subject_now()).at) OR r_indicator.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_indicator FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_indicator FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'indicator' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_indicator.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_indicator.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_indicator.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_indicator.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_indicator.display_only))
    AND r_indicator.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_indicator.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_indicator.purposes))
    AND (NOT r_indicator.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_indicator.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_indicator.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_indicator.lease_until IS NULL OR r_indicator.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_indicator.erase_by IS NULL OR r_indicator.erase_by > (SELECT (basinet.subject_now()).at) OR r_indicator.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_indicator FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_indicator now WHERE now.id = h_indicator.id)
    AND NULLIF(
    h_indicator.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_indicator.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_indicator.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_indicator.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_indicator.display_only))
    AND h_indicator.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_indicator.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_indicator.purposes))
    AND (NOT h_indicator.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_indicator.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_indicator.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_indicator.lease_until IS NULL OR h_indicator.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_indicator.erase_by IS NULL OR h_indicator.erase_by > (SELECT (basinet.subject_now()).at) OR h_indicator.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_indicator TO basinet_app;
GRANT SELECT ON basinet.h_indicator TO basinet_app;
