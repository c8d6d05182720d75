-- Record type break-glass, generated from its declaration (node/identity).
CREATE TABLE basinet.r_break_glass (
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
  f_person text,
  f_kind text,
  f_until timestamptz,
  f_review text,
  f_review_due timestamptz,
  f_state text
);
CREATE INDEX r_break_glass_updated ON basinet.r_break_glass (updated_at DESC, id DESC);
CREATE INDEX r_break_glass_person ON basinet.r_break_glass (f_person, updated_at DESC, id DESC);
CREATE INDEX r_break_glass_kind ON basinet.r_break_glass (f_kind, updated_at DESC, id DESC);
CREATE INDEX r_break_glass_until ON basinet.r_break_glass (f_until, id);
CREATE INDEX r_break_glass_review ON basinet.r_break_glass (f_review, updated_at DESC, id DESC);
CREATE INDEX r_break_glass_review_due ON basinet.r_break_glass (f_review_due, id);
CREATE INDEX r_break_glass_state ON basinet.r_break_glass (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_break_glass (LIKE basinet.r_break_glass);
ALTER TABLE basinet.h_break_glass ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_break_glass
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('break-glass', 'general', 'general', 'break_glass');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_break_glass FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_break_glass ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_break_glass ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_break_glass FOR SELECT TO basinet_app USING (
    (SELECT 'break-glass' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_break_glass.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_break_glass.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_break_glass.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_break_glass.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_break_glass.display_only))
    AND r_break_glass.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_break_glass.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_break_glass.purposes))
    AND (NOT r_break_glass.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_break_glass.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_break_glass.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_break_glass.lease_until IS NULL OR r_break_glass.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_break_glass.erase_by IS NULL OR r_break_glass.erase_by > (SELECT (basinet.subject_now()).at) OR r_break_glass.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_break_glass FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_break_glass FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'break-glass' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_break_glass.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_break_glass.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_break_glass.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_break_glass.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_break_glass.display_only))
    AND r_break_glass.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_break_glass.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_break_glass.purposes))
    AND (NOT r_break_glass.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_break_glass.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_break_glass.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_break_glass.lease_until IS NULL OR r_break_glass.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_break_glass.erase_by IS NULL OR r_break_glass.erase_by > (SELECT (basinet.subject_now()).at) OR r_break_glass.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_break_glass FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_break_glass now WHERE now.id = h_break_glass.id)
    AND NULLIF(
    h_break_glass.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_break_glass.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_break_glass.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_break_glass.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_break_glass.display_only))
    AND h_break_glass.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_break_glass.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_break_glass.purposes))
    AND (NOT h_break_glass.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_break_glass.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_break_glass.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_break_glass.lease_until IS NULL OR h_break_glass.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_break_glass.erase_by IS NULL OR h_break_glass.erase_by > (SELECT (basinet.subject_now()).at) OR h_break_glass.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_break_glass TO basinet_app;
GRANT SELECT ON basinet.h_break_glass TO basinet_app;
