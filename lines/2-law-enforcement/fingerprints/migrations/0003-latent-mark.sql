-- Record type latent-mark, generated from its declaration (2-law-enforcement/fingerprints).
CREATE TABLE basinet.r_latent_mark (
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
  f_number text,
  f_case text,
  f_lift text,
  f_lifted_at timestamptz,
  f_state text
);
CREATE INDEX r_latent_mark_updated ON basinet.r_latent_mark (updated_at DESC, id DESC);
CREATE INDEX r_latent_mark_number ON basinet.r_latent_mark (f_number, updated_at DESC, id DESC);
CREATE INDEX r_latent_mark_case ON basinet.r_latent_mark (f_case, updated_at DESC, id DESC);
CREATE INDEX r_latent_mark_lift ON basinet.r_latent_mark (f_lift, updated_at DESC, id DESC);
CREATE INDEX r_latent_mark_lifted_at ON basinet.r_latent_mark (f_lifted_at, id);
CREATE INDEX r_latent_mark_state ON basinet.r_latent_mark (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_latent_mark (LIKE basinet.r_latent_mark);
ALTER TABLE basinet.h_latent_mark ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_latent_mark
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('latent-mark', 'general', 'general', 'latent_mark');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_latent_mark FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_latent_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_latent_mark ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_latent_mark FOR SELECT TO basinet_app USING (
    (SELECT 'latent-mark' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_latent_mark.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_latent_mark.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_latent_mark.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_latent_mark.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_latent_mark.display_only))
    AND r_latent_mark.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_latent_mark.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_latent_mark.purposes))
    AND (NOT r_latent_mark.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_latent_mark.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_latent_mark.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_latent_mark.lease_until IS NULL OR r_latent_mark.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_latent_mark.erase_by IS NULL OR r_latent_mark.erase_by > (SELECT (basinet.subject_now()).at) OR r_latent_mark.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_latent_mark FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_latent_mark FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'latent-mark' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_latent_mark.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_latent_mark.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_latent_mark.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_latent_mark.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_latent_mark.display_only))
    AND r_latent_mark.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_latent_mark.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_latent_mark.purposes))
    AND (NOT r_latent_mark.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_latent_mark.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_latent_mark.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_latent_mark.lease_until IS NULL OR r_latent_mark.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_latent_mark.erase_by IS NULL OR r_latent_mark.erase_by > (SELECT (basinet.subject_now()).at) OR r_latent_mark.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_latent_mark FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_latent_mark now WHERE now.id = h_latent_mark.id)
    AND NULLIF(
    h_latent_mark.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_latent_mark.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_latent_mark.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_latent_mark.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_latent_mark.display_only))
    AND h_latent_mark.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_latent_mark.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_latent_mark.purposes))
    AND (NOT h_latent_mark.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_latent_mark.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_latent_mark.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_latent_mark.lease_until IS NULL OR h_latent_mark.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_latent_mark.erase_by IS NULL OR h_latent_mark.erase_by > (SELECT (basinet.subject_now()).at) OR h_latent_mark.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_latent_mark TO basinet_app;
GRANT SELECT ON basinet.h_latent_mark TO basinet_app;
