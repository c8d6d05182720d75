-- Record type firearm-trace, generated from its declaration (3-borders/firearms).
CREATE TABLE basinet.r_firearm_trace (
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
  f_firearm text,
  f_reference text,
  f_priority text,
  f_country text,
  f_sent_at timestamptz,
  f_due_at timestamptz,
  f_outcome text,
  f_state text
);
CREATE INDEX r_firearm_trace_updated ON basinet.r_firearm_trace (updated_at DESC, id DESC);
CREATE INDEX r_firearm_trace_firearm ON basinet.r_firearm_trace (f_firearm, updated_at DESC, id DESC);
CREATE INDEX r_firearm_trace_reference ON basinet.r_firearm_trace (f_reference, updated_at DESC, id DESC);
CREATE INDEX r_firearm_trace_priority ON basinet.r_firearm_trace (f_priority, updated_at DESC, id DESC);
CREATE INDEX r_firearm_trace_country ON basinet.r_firearm_trace (f_country, updated_at DESC, id DESC);
CREATE INDEX r_firearm_trace_sent_at ON basinet.r_firearm_trace (f_sent_at, id);
CREATE INDEX r_firearm_trace_due_at ON basinet.r_firearm_trace (f_due_at, id);
CREATE INDEX r_firearm_trace_outcome ON basinet.r_firearm_trace (f_outcome, updated_at DESC, id DESC);
CREATE INDEX r_firearm_trace_state ON basinet.r_firearm_trace (f_state, updated_at DESC, id DESC);
CREATE TABLE basinet.h_firearm_trace (LIKE basinet.r_firearm_trace);
ALTER TABLE basinet.h_firearm_trace ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_firearm_trace
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('firearm-trace', 'general', 'general', 'firearm_trace');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_firearm_trace FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_firearm_trace ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_firearm_trace ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_firearm_trace FOR SELECT TO basinet_app USING (
    (SELECT 'firearm-trace' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_firearm_trace.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_firearm_trace.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_firearm_trace.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_firearm_trace.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_firearm_trace.display_only))
    AND r_firearm_trace.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_firearm_trace.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_firearm_trace.purposes))
    AND (NOT r_firearm_trace.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_firearm_trace.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_firearm_trace.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_firearm_trace.lease_until IS NULL OR r_firearm_trace.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_firearm_trace.erase_by IS NULL OR r_firearm_trace.erase_by > (SELECT (basinet.subject_now()).at) OR r_firearm_trace.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_firearm_trace FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_firearm_trace FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'firearm-trace' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_firearm_trace.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_firearm_trace.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_firearm_trace.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_firearm_trace.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_firearm_trace.display_only))
    AND r_firearm_trace.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_firearm_trace.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_firearm_trace.purposes))
    AND (NOT r_firearm_trace.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_firearm_trace.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_firearm_trace.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_firearm_trace.lease_until IS NULL OR r_firearm_trace.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_firearm_trace.erase_by IS NULL OR r_firearm_trace.erase_by > (SELECT (basinet.subject_now()).at) OR r_firearm_trace.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_firearm_trace FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_firearm_trace now WHERE now.id = h_firearm_trace.id)
    AND NULLIF(
    h_firearm_trace.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_firearm_trace.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_firearm_trace.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_firearm_trace.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_firearm_trace.display_only))
    AND h_firearm_trace.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_firearm_trace.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_firearm_trace.purposes))
    AND (NOT h_firearm_trace.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_firearm_trace.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_firearm_trace.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_firearm_trace.lease_until IS NULL OR h_firearm_trace.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_firearm_trace.erase_by IS NULL OR h_firearm_trace.erase_by > (SELECT (basinet.subject_now()).at) OR h_firearm_trace.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_firearm_trace TO basinet_app;
GRANT SELECT ON basinet.h_firearm_trace TO basinet_app;
