-- What this node swore to as a witness of others' logs, and the leaf hashes it mirrors of them.
CREATE TABLE basinet.witness_log (
  origin text PRIMARY KEY, size bigint NOT NULL, root bytea NOT NULL CHECK (octet_length(root) = 32), note text NOT NULL
);
CREATE TABLE basinet.mirror_log (origin text PRIMARY KEY, size bigint NOT NULL);
CREATE TABLE basinet.mirror_tile (
  origin text NOT NULL, level smallint NOT NULL, idx bigint NOT NULL, hashes bytea NOT NULL, PRIMARY KEY (origin, level, idx)
);

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['witness_log', 'mirror_log', 'mirror_tile'] LOOP
    EXECUTE format('ALTER TABLE basinet.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY network ON basinet.%I TO basinet_app
      USING ((SELECT starts_with((basinet.subject_now()).person, ''network:'')))', name);
    -- A witness never forgets what it cosigned: no DELETE.
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON basinet.%I TO basinet_app', name);
  END LOOP;
END $$;
