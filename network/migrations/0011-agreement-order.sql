-- Record type agreement-order, generated from its declaration (regional/sharing).
CREATE TABLE basinet.r_agreement_order (
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
  f_action text,
  f_agreement text
);
CREATE INDEX r_agreement_order_updated ON basinet.r_agreement_order (updated_at DESC, id DESC);
CREATE INDEX r_agreement_order_action ON basinet.r_agreement_order (f_action, updated_at DESC, id DESC);
CREATE INDEX r_agreement_order_agreement ON basinet.r_agreement_order (f_agreement, updated_at DESC, id DESC);
CREATE TABLE basinet.h_agreement_order (LIKE basinet.r_agreement_order);
ALTER TABLE basinet.h_agreement_order ADD PRIMARY KEY (id, rev);
CREATE TRIGGER written AFTER INSERT OR UPDATE ON basinet.r_agreement_order
  FOR EACH ROW EXECUTE FUNCTION basinet.record_written('agreement-order', 'general', 'general', 'agreement_order');
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON basinet.h_agreement_order FOR EACH ROW EXECUTE FUNCTION basinet.history_kept();
-- Not forced on the owner, who is no superuser everywhere and writes history inside the kernel's functions.
ALTER TABLE basinet.r_agreement_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.h_agreement_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.r_agreement_order FOR SELECT TO basinet_app USING (
    (SELECT 'agreement-order' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_agreement_order.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_agreement_order.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_agreement_order.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agreement_order.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agreement_order.display_only))
    AND r_agreement_order.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_agreement_order.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_agreement_order.purposes))
    AND (NOT r_agreement_order.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_agreement_order.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_agreement_order.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_agreement_order.lease_until IS NULL OR r_agreement_order.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_agreement_order.erase_by IS NULL OR r_agreement_order.erase_by > (SELECT (basinet.subject_now()).at) OR r_agreement_order.holds <> '{}'), false) IS NOT NULL
);
CREATE POLICY makers ON basinet.r_agreement_order FOR INSERT TO basinet_app WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
-- Reading is asked again here: an UPDATE that reads no column is held to this policy alone.
CREATE POLICY writers ON basinet.r_agreement_order FOR UPDATE TO basinet_app USING (
    owner = (SELECT (basinet.subject_now()).nation)
    AND (SELECT 'agreement-order' = ANY ((basinet.subject_now()).types))
    AND NULLIF(
    r_agreement_order.class <= (SELECT (basinet.subject_now()).clearance)
    AND (r_agreement_order.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (r_agreement_order.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agreement_order.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (r_agreement_order.display_only))
    AND r_agreement_order.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (r_agreement_order.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (r_agreement_order.purposes))
    AND (NOT r_agreement_order.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT r_agreement_order.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT r_agreement_order.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (r_agreement_order.lease_until IS NULL OR r_agreement_order.lease_until > (SELECT (basinet.subject_now()).at))
    AND (r_agreement_order.erase_by IS NULL OR r_agreement_order.erase_by > (SELECT (basinet.subject_now()).at) OR r_agreement_order.holds <> '{}'), false) IS NOT NULL
) WITH CHECK (
    owner = (SELECT (basinet.subject_now()).nation)
);
CREATE POLICY readers ON basinet.h_agreement_order FOR SELECT TO basinet_app USING (
    EXISTS (SELECT 1 FROM basinet.r_agreement_order now WHERE now.id = h_agreement_order.id)
    AND NULLIF(
    h_agreement_order.class <= (SELECT (basinet.subject_now()).clearance)
    AND (h_agreement_order.class < 3 OR (SELECT (basinet.subject_now()).vetted_until) > (SELECT (basinet.subject_now()).at))
    AND (h_agreement_order.owner = (SELECT (basinet.subject_now()).nation) OR (SELECT (basinet.subject_now()).nation) = ANY (h_agreement_order.release_to) OR (SELECT (basinet.subject_now()).nation) = ANY (h_agreement_order.display_only))
    AND h_agreement_order.handling <@ (SELECT (basinet.subject_now()).handling)
    AND (h_agreement_order.purposes = '{}' OR (SELECT (basinet.subject_now()).purpose) = ANY (h_agreement_order.purposes))
    AND (NOT h_agreement_order.personal OR (SELECT (basinet.subject_now()).purpose) IS NOT NULL)
    AND (NOT h_agreement_order.juvenile OR (SELECT (basinet.subject_now()).juvenile))
    AND (NOT h_agreement_order.sealed OR (SELECT (basinet.subject_now()).sealed))
    AND (h_agreement_order.lease_until IS NULL OR h_agreement_order.lease_until > (SELECT (basinet.subject_now()).at))
    AND (h_agreement_order.erase_by IS NULL OR h_agreement_order.erase_by > (SELECT (basinet.subject_now()).at) OR h_agreement_order.holds <> '{}'), false) IS NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON basinet.r_agreement_order TO basinet_app;
GRANT SELECT ON basinet.h_agreement_order TO basinet_app;
