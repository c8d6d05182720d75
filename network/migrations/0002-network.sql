-- What the network knows and owes: statements it holds signed, its own keys, links, who holds copies of what, recalls. For the
-- network inside the node alone; people see it through pages that ask for their role.
CREATE TABLE basinet.network_statement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, sha256 bytea NOT NULL UNIQUE, body bytea NOT NULL,
  at timestamptz NOT NULL
);
-- Sealed by the node's keyring. The hours' keys of the streams are in memory only and forgotten.
CREATE TABLE basinet.network_key (
  key_id text PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('root', 'sign', 'agree', 'tls')), public_key bytea NOT NULL,
  sealed text NOT NULL, from_at timestamptz NOT NULL, until_at timestamptz NOT NULL
);
CREATE TABLE basinet.network_certificate (nation text NOT NULL, pem text NOT NULL, PRIMARY KEY (nation, pem));
CREATE TABLE basinet.network_link (
  peer text PRIMARY KEY, cut boolean NOT NULL, reason text NOT NULL, changes integer NOT NULL DEFAULT 1, at timestamptz NOT NULL
);
CREATE TABLE basinet.network_fact (name text PRIMARY KEY, value jsonb NOT NULL);

-- Who abroad holds what from here, revision by revision; the edges a recall follows.
CREATE TABLE basinet.network_share (
  type text NOT NULL, record uuid NOT NULL, peer text NOT NULL, owner text NOT NULL, rev integer NOT NULL, agreement uuid NOT NULL,
  agreement_version integer NOT NULL, purpose text NOT NULL, class text NOT NULL, sent_at timestamptz NOT NULL,
  lease_until timestamptz NOT NULL, erase_by timestamptz, state text NOT NULL CHECK (state IN ('held', 'recalled')),
  PRIMARY KEY (record, peer, type)
);
CREATE INDEX network_share_lease ON basinet.network_share (lease_until) WHERE state = 'held';
CREATE INDEX network_share_sent ON basinet.network_share (sent_at);
-- What an own label would release and no agreement lets flow, and why.
CREATE TABLE basinet.network_withheld (
  type text NOT NULL, record uuid NOT NULL, peer text NOT NULL, rev integer NOT NULL, reasons text[] NOT NULL,
  at timestamptz NOT NULL, PRIMARY KEY (record, peer, type)
);
-- Copies held here, beside their rows among the records: under which agreement, and until when their owner lets them be read.
CREATE TABLE basinet.network_copy (
  type text NOT NULL, record uuid NOT NULL, owner text NOT NULL, sender text NOT NULL, rev integer NOT NULL,
  agreement uuid NOT NULL, agreement_version integer NOT NULL, lease_until timestamptz NOT NULL, erase_by timestamptz,
  paused boolean NOT NULL DEFAULT false, received_at timestamptz NOT NULL, PRIMARY KEY (record, type)
);
CREATE INDEX network_copy_agreement ON basinet.network_copy (agreement, agreement_version);
CREATE INDEX network_copy_erase ON basinet.network_copy (erase_by) WHERE erase_by IS NOT NULL;

-- Recalls by their owners. A foreign one stays as a tombstone: a recall may overtake its record on a slower lane.
CREATE TABLE basinet.network_recall (
  id uuid PRIMARY KEY, owner text NOT NULL, type text NOT NULL, record uuid NOT NULL, up_to_rev integer NOT NULL,
  scope text NOT NULL CHECK (scope IN ('destroy', 'seal')), reason text NOT NULL, at timestamptz NOT NULL,
  deadline timestamptz NOT NULL, statement bytea NOT NULL
);
CREATE INDEX network_recall_record ON basinet.network_recall (record, type);
CREATE TABLE basinet.network_recall_due (
  recall uuid NOT NULL REFERENCES basinet.network_recall, peer text NOT NULL,
  state text NOT NULL CHECK (state IN ('outstanding', 'done', 'not-held', 'held')), receipt bytea, at timestamptz NOT NULL,
  PRIMARY KEY (recall, peer), CHECK ((receipt IS NULL) = (state = 'outstanding'))
);
CREATE INDEX network_recall_outstanding ON basinet.network_recall_due (peer) WHERE state = 'outstanding';

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['network_statement', 'network_key', 'network_certificate', 'network_link', 'network_fact',
    'network_share', 'network_withheld', 'network_copy', 'network_recall', 'network_recall_due'] LOOP
    EXECUTE format('ALTER TABLE basinet.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY network ON basinet.%I TO basinet_app
      USING ((SELECT starts_with((basinet.subject_now()).person, ''network:'')))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.%I TO basinet_app', name);
  END LOOP;
END $$;

-- Which of these own records their labels still release to a recipient, asked again when something leaves: what was sealed,
-- withdrawn or expunged while it waited is not among them.
CREATE FUNCTION basinet.network_released(kinds text[], targets uuid[], recipient text) RETURNS TABLE (record uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  FOR i IN 1 .. least(coalesce(cardinality(targets), 0), 5000) LOOP
    IF basinet.release_row(kinds[i], targets[i], recipient) IS NOT NULL THEN
      record := targets[i];
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;

-- Whether an own record that is released no more was sealed, or something else became of it.
CREATE FUNCTION basinet.network_sealed(kind text, target uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  answer boolean;
BEGIN
  IF s.person IS NULL OR NOT coalesce('release' = ANY (s.types), false)
    OR kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || replace(kind, '-', '_')) IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('SELECT sealed FROM basinet.r_%s WHERE id = $1 AND owner = $2', replace(kind, '-', '_'))
    INTO answer USING target, s.nation;
  RETURN coalesce(answer, false);
END $$;

REVOKE ALL ON FUNCTION basinet.network_released(text[], uuid[], text), basinet.network_sealed(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.network_released(text[], uuid[], text), basinet.network_sealed(text, uuid) TO basinet_app;
