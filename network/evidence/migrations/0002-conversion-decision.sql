-- Record type conversion-decision, generated from its declaration (regional/evidence).
CREATE TABLE basinet.r_conversion_decision (
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
  f_request text,
  f_case_number text,
  f_decision text,
  f_state text,
  f_decided_at timestamptz
);
CREATE INDEX r_conversion_decision_updated ON basinet.r_conversion_decision (updated_at DESC, id DESC);
CREATE INDEX r_conversion_decision_request ON basinet.r_conversion_decision (f_request, updated_at DESC, id DESC);
CREATE INDEX r_conversion_decision_case_number ON basinet.r_conversion_decision (f_case_number, updated_at DESC, id DESC);
CREATE INDEX r_conversion_decision_decision ON basinet.r_conversion_decision (f_decision, updated_at DESC, id DESC);
CREATE INDEX r_conversion_decision_state ON basinet.r_conversion_decision (f_state, updated_at DESC, id DESC);
CREATE INDEX r_conversion_decision_decided_at ON basinet.r_conversion_decision (f_decided_at, id);
CREATE TABLE basinet.h_conversion_decision (LIKE basinet.r_conversion_decision);
ALTER TABLE basinet.h_conversion_decision ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_conversion_decision
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('conversion-decision', 'general', 'general', 'conversion_decision');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_conversion_decision FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_conversion_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_conversion_decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_conversion_decision FOR SELECT TO basinet_app USING (
    (SELECT 'conversion-decision' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_conversion_decision.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_conversion_decision.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_conversion_decision.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_conversion_decision.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_conversion_decision.display_only))
    AND r_conversion_decision.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_conversion_decision.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_conversion_decision.purposes))
    AND (NOT r_conversion_decision.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_conversion_decision.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_conversion_decision.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_conversion_decision.lease_until IS NULL OR r_conversion_decision.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_conversion_decision.erase_by IS NULL OR r_conversion_decision.erase_by > (SELECT (basinet.subject_now()).at) OR r_conversion_decision.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_conversion_decision FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_conversion_decision FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'conversion-decision' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_conversion_decision.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_conversion_decision.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_conversion_decision.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_conversion_decision.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_conversion_decision.display_only))
    AND r_conversion_decision.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_conversion_decision.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_conversion_decision.purposes))
    AND (NOT r_conversion_decision.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_conversion_decision.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_conversion_decision.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_conversion_decision.lease_until IS NULL OR r_conversion_decision.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_conversion_decision.erase_by IS NULL OR r_conversion_decision.erase_by > (SELECT (basinet.subject_now()).at) OR r_conversion_decision.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_conversion_decision FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_conversion_decision now WHERE now.id = h_conversion_decision.id)
    AND NULLIF(
    h_conversion_decision.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_conversion_decision.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_conversion_decision.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_conversion_decision.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_conversion_decision.display_only))
    AND h_conversion_decision.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_conversion_decision.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_conversion_decision.purposes))
    AND (NOT h_conversion_decision.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_conversion_decision.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_conversion_decision.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_conversion_decision.lease_until IS NULL OR h_conversion_decision.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_conversion_decision.erase_by IS NULL OR h_conversion_decision.erase_by > (SELECT (basinet.subject_now()).at) OR h_conversion_decision.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_conversion_decision TO basinet_app;
GRANT SELECT ON basinet.h_conversion_decision TO basinet_app;
