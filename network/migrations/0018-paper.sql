-- The signed paper of an agreement travels with it. What is to be sent of ours, and what parties sent, piece by piece.
CREATE TABLE basinet.network_paper_due (
  agreement bytea NOT NULL, evidence uuid NOT NULL, sha256 bytea NOT NULL, name text NOT NULL, bytes bigint NOT NULL,
  PRIMARY KEY (agreement, sha256)
);
CREATE TABLE basinet.network_paper (
  agreement bytea NOT NULL, peer text NOT NULL, sha256 bytea NOT NULL, part integer NOT NULL, parts integer NOT NULL,
  name text NOT NULL, content bytea NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (agreement, peer, sha256, part)
);
DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['network_paper_due', 'network_paper'] LOOP
    EXECUTE format('ALTER TABLE basinet.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY network ON basinet.%I TO basinet_app
      USING ((SELECT starts_with((basinet.subject_now()).person, ''network:'')))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.%I TO basinet_app', name);
  END LOOP;
END $$;

-- The evidence behind the paper that a signed dossier names; for the network alone, and of no other file.
CREATE FUNCTION basinet.network_paper_evidence(file uuid, of_hash text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT coalesce('release' = ANY (s.types), false) THEN RETURN NULL; END IF;
  RETURN (SELECT (f.body->>'evidence')::uuid FROM basinet.r_file f JOIN basinet.r_agreement a ON a.id::text = f.body->>'aboutId'
    WHERE f.id = file AND f.owner = s.nation AND a.owner = s.nation AND f.body->>'state' = 'kept'
      AND a.body->>'hash' = of_hash AND a.body->'paper'->>'file' = file::text);
END $$;
REVOKE ALL ON FUNCTION basinet.network_paper_evidence(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.network_paper_evidence(uuid, text) TO basinet_app;
