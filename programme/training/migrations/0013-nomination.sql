-- Record type nomination, generated from its declaration (programme/training).
CREATE TABLE basinet.r_nomination (
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
  f_edition text,
  f_code text,
  f_nation text,
  f_unit text,
  f_name text,
  f_holder text,
  f_priority bigint,
  f_follow_up_on text,
  f_why text,
  f_state text
);
CREATE INDEX r_nomination_updated ON basinet.r_nomination (updated_at DESC, id DESC);
CREATE INDEX r_nomination_edition ON basinet.r_nomination (f_edition, updated_at DESC, id DESC);
CREATE INDEX r_nomination_code ON basinet.r_nomination (f_code, updated_at DESC, id DESC);
CREATE INDEX r_nomination_nation ON basinet.r_nomination (f_nation, updated_at DESC, id DESC);
CREATE INDEX r_nomination_unit ON basinet.r_nomination (f_unit, updated_at DESC, id DESC);
CREATE INDEX r_nomination_name ON basinet.r_nomination (f_name, updated_at DESC, id DESC);
CREATE INDEX r_nomination_holder ON basinet.r_nomination (f_holder, updated_at DESC, id DESC);
CREATE INDEX r_nomination_priority ON basinet.r_nomination (f_priority, id);
CREATE INDEX r_nomination_follow_up_on ON basinet.r_nomination (f_follow_up_on, updated_at DESC, id DESC);
CREATE INDEX r_nomination_why ON basinet.r_nomination (f_why, updated_at DESC, id DESC);
CREATE INDEX r_nomination_state ON basinet.r_nomination (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_nomination (LIKE basinet.r_nomination);
ALTER TABLE basinet.h_nomination ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_nomination
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('nomination', 'general', 'general', 'nomination');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_nomination FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_nomination ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_nomination ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_nomination FOR SELECT TO basinet_app USING (
    (SELECT 'nomination' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_nomination.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_nomination.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_nomination.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_nomination.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_nomination.display_only))
    AND r_nomination.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_nomination.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_nomination.purposes))
    AND (NOT r_nomination.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_nomination.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_nomination.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_nomination.lease_until IS NULL OR r_nomination.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_nomination.erase_by IS NULL OR r_nomination.erase_by > (SELECT (basinet.subject_now()).at) OR r_nomination.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_nomination FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_nomination FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'nomination' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_nomination.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_nomination.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_nomination.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_nomination.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_nomination.display_only))
    AND r_nomination.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_nomination.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_nomination.purposes))
    AND (NOT r_nomination.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_nomination.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_nomination.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_nomination.lease_until IS NULL OR r_nomination.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_nomination.erase_by IS NULL OR r_nomination.erase_by > (SELECT (basinet.subject_now()).at) OR r_nomination.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_nomination FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_nomination now WHERE now.id = h_nomination.id)
    AND NULLIF(
    h_nomination.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_nomination.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_nomination.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_nomination.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_nomination.display_only))
    AND h_nomination.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_nomination.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_nomination.purposes))
    AND (NOT h_nomination.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_nomination.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_nomination.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_nomination.lease_until IS NULL OR h_nomination.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_nomination.erase_by IS NULL OR h_nomination.erase_by > (SELECT (basinet.subject_now()).at) OR h_nomination.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_nomination TO basinet_app;
GRANT SELECT ON basinet.h_nomination TO basinet_app;
