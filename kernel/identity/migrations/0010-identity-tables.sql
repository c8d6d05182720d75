-- Secrets and sessions. They lie in basinet_private, where the application's login has no right at all; what it may do with
-- them are the functions of 0011 and 0012, and those answer only to the node itself, never to a person's transaction.

-- One row a person. Password hashes and TOTP secrets are sealed by the node's identity key before they come here.
CREATE TABLE basinet_private.credential (
  person uuid PRIMARY KEY, password text, password_at timestamptz, must_change boolean NOT NULL DEFAULT false,
  totp text, totp_pending text, totp_step bigint NOT NULL DEFAULT -1, last_sign_in timestamptz, language text
);
CREATE TABLE basinet_private.recovery_code (
  person uuid NOT NULL, hash bytea NOT NULL CHECK (octet_length(hash) = 32), PRIMARY KEY (person, hash)
);
CREATE TABLE basinet_private.passkey (
  id text PRIMARY KEY, person uuid NOT NULL, name text NOT NULL, public_key bytea NOT NULL, counter bigint NOT NULL,
  transports text[] NOT NULL, device_type text NOT NULL, backed_up boolean NOT NULL, made_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX passkey_person ON basinet_private.passkey (person);
CREATE TABLE basinet_private.oidc_binding (
  issuer text NOT NULL, subject text NOT NULL, person uuid NOT NULL, bound_at timestamptz NOT NULL, bound_by text NOT NULL,
  PRIMARY KEY (issuer, subject), UNIQUE (issuer, person)
);
-- grant_id: the approved invitation a link was made from; one link each.
CREATE TABLE basinet_private.one_use_link (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32), person uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('demo', 'invitation')), grant_id uuid UNIQUE, until timestamptz NOT NULL,
  made_by text NOT NULL, used_at timestamptz, CHECK ((kind = 'invitation') = (grant_id IS NOT NULL))
);
-- Challenges are sealed and carried by the client; only spent ones are kept, so that asking for one writes nothing.
CREATE TABLE basinet_private.challenge (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32), until timestamptz NOT NULL
);
CREATE INDEX challenge_until ON basinet_private.challenge (until);
-- Refused attempts in a row, by hash of the typed name and by hash of the address.
CREATE TABLE basinet_private.attempt (
  key bytea PRIMARY KEY CHECK (octet_length(key) = 32), failures integer NOT NULL, last_at timestamptz NOT NULL,
  locked_until timestamptz
);
CREATE INDEX attempt_last ON basinet_private.attempt (last_at);
CREATE TABLE basinet_private.session (
  id uuid PRIMARY KEY, token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32), previous_hash bytea UNIQUE,
  previous_until timestamptz, person uuid NOT NULL, method text NOT NULL, "limit" text, strong_at timestamptz, purpose text,
  address text NOT NULL, agent text NOT NULL, opened_at timestamptz NOT NULL, seen_at timestamptz NOT NULL,
  until timestamptz NOT NULL, idle_seconds integer NOT NULL, rotate_due boolean NOT NULL DEFAULT false,
  ended_at timestamptz, end_reason text
);
CREATE INDEX session_person ON basinet_private.session (person) WHERE ended_at IS NULL;
CREATE INDEX session_until ON basinet_private.session (until);

-- The owner reads these record tables inside the functions of this capability; forced row-level security would hide them
-- from an owner that is no superuser.
CREATE POLICY identity ON basinet.r_person FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY identity ON basinet.h_person FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY identity ON basinet.r_agency FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY identity ON basinet.r_unit FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY identity ON basinet.r_posting FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY identity ON basinet.r_break_glass FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY identity ON basinet.r_approval FOR SELECT TO CURRENT_USER USING (true);

-- Closed accounts keep their name taken, so that the log never speaks of two people by one name.
CREATE UNIQUE INDEX r_person_one_username ON basinet.r_person (f_username);
CREATE UNIQUE INDEX r_nation_parameter_one_name ON basinet.r_nation_parameter (f_name);
CREATE INDEX r_break_glass_open ON basinet.r_break_glass (f_person) WHERE f_state = 'open';

-- Raised unless the transaction is the node's own: a person's transaction, or one that an injected statement runs in,
-- reaches no secret.
CREATE FUNCTION basinet_private.node_only() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR s.person <> 'node:' || s.nation THEN
    RAISE EXCEPTION 'this is for the node itself' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- Whoever is suspended or closed is signed out in the same transaction; changed rights ask for a new token.
CREATE FUNCTION basinet.identity_person_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.body->>'state' <> 'active' THEN
    UPDATE basinet_private.session SET ended_at = NEW.updated_at, end_reason = 'account ' || (NEW.body->>'state')
      WHERE person = NEW.id AND ended_at IS NULL;
  ELSIF NEW.body->'rights' IS DISTINCT FROM OLD.body->'rights' OR NEW.body->'unit' IS DISTINCT FROM OLD.body->'unit' THEN
    UPDATE basinet_private.session SET rotate_due = true WHERE person = NEW.id AND ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER identity_person_changed AFTER UPDATE ON basinet.r_person
  FOR EACH ROW EXECUTE FUNCTION basinet.identity_person_changed();
