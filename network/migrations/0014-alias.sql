-- Under which secret references are hidden in what leaves, an agreement each: whoever has two records of ours that refer to the same
-- hidden one sees that they do, and nothing else; under another agreement the names are others. Not sealed by the keyring: it
-- protects ids that stand in this database in the clear.
CREATE TABLE basinet.network_alias_key (agreement uuid PRIMARY KEY, secret bytea NOT NULL CHECK (length(secret) = 32));
ALTER TABLE basinet.network_alias_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY network ON basinet.network_alias_key TO basinet_app
  USING ((SELECT starts_with((basinet.subject_now()).person, 'network:')));
GRANT SELECT, INSERT ON basinet.network_alias_key TO basinet_app;

-- Who owns each of these records; null where there is none. The network asks it of what a record that is to leave refers to.
CREATE FUNCTION basinet.network_owners(kinds text[], targets uuid[]) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  answers text[] := '{}';
  found text;
BEGIN
  IF s.person IS NULL OR NOT coalesce('release' = ANY (s.types), false) THEN RETURN answers; END IF;
  FOR i IN 1 .. least(coalesce(cardinality(targets), 0), 500) LOOP
    found := NULL;
    IF kinds[i] ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND to_regclass('basinet.r_' || replace(kinds[i], '-', '_')) IS NOT NULL THEN
      EXECUTE format('SELECT owner FROM basinet.r_%s WHERE id = $1', replace(kinds[i], '-', '_')) INTO found USING targets[i];
    END IF;
    answers := answers || found;
  END LOOP;
  RETURN answers;
END $$;

-- A record that other copies of its owner refer to by an alias has come: from now on they name it, and threads meet. A revision
-- stays what it is; how many copies were joined.
CREATE FUNCTION basinet.network_join(kind text, target uuid, alias uuid, of_owner text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  one record;
  done integer := 0;
BEGIN
  IF s.person IS NULL OR NOT coalesce('receive' = ANY (s.types), false) OR of_owner = s.nation OR alias = target THEN RETURN 0; END IF;
  FOR one IN SELECT DISTINCT l.from_type, l.from_id FROM basinet.link l WHERE l.to_id = alias AND l.to_type = kind LIMIT 1000 LOOP
    EXECUTE format('UPDATE basinet.r_%s SET refs = replace(refs::text, $1, $2)::jsonb, body = replace(body::text, $1, $2)::jsonb
      WHERE id = $3 AND owner = $4', replace(one.from_type, '-', '_')) USING alias::text, target::text, one.from_id, of_owner;
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;

REVOKE ALL ON FUNCTION basinet.network_owners(text[], uuid[]), basinet.network_join(text, uuid, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.network_owners(text[], uuid[]), basinet.network_join(text, uuid, uuid, text) TO basinet_app;
