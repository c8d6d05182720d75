-- Who opened copies. Here: which readers of partners' records were told to their owners, by pseudonym; it goes with the copy.
CREATE TABLE basinet.network_reader (
  type text NOT NULL, record uuid NOT NULL, reader bytea NOT NULL, PRIMARY KEY (record, type, reader),
  FOREIGN KEY (record, type) REFERENCES basinet.network_copy (record, type) ON DELETE CASCADE
);
-- What partners signed about own records there, and what it says: record by record, each reader's first look.
CREATE TABLE basinet.network_opened_report (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, peer text NOT NULL, statement bytea NOT NULL, at timestamptz NOT NULL
);
CREATE TABLE basinet.network_opened (
  type text NOT NULL, record uuid NOT NULL, peer text NOT NULL, reader bytea NOT NULL, agreement uuid NOT NULL, at timestamptz NOT NULL,
  report bigint NOT NULL REFERENCES basinet.network_opened_report, PRIMARY KEY (record, type, peer, reader)
);

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['network_reader', 'network_opened_report', 'network_opened'] LOOP
    EXECUTE format('ALTER TABLE basinet.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY network ON basinet.%I TO basinet_app
      USING ((SELECT starts_with((basinet.subject_now()).person, ''network:'')))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.%I TO basinet_app', name);
  END LOOP;
END $$;

-- Looks at copies in the audit log after event `since`, oldest first, for the network alone: of a look no more than who, what and
-- when. The last row carries the number looked at last.
CREATE FUNCTION basinet.network_looks(since bigint, most integer)
RETURNS TABLE (seq bigint, type text, record uuid, owner text, agreement uuid, reader text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT coalesce('receive' = ANY (s.types), false) THEN RETURN; END IF;
  RETURN QUERY
    WITH page AS MATERIALIZED (
      SELECT l.seq, l.actor, l.record_id, l.event::json AS event FROM basinet.audit_leaf l
        WHERE l.kind = 'record.read' AND l.seq > since ORDER BY l.seq LIMIT least(most, 1000)
    )
    SELECT p.seq, c.type, c.record, c.owner, c.agreement, p.actor, (p.event->>'at')::timestamptz FROM page p
      JOIN basinet.network_copy c ON c.record::text = p.record_id AND c.type = p.event->>'type' WHERE p.event->>'outcome' = 'done'
    UNION ALL SELECT max(p.seq), NULL, NULL, NULL, NULL, NULL, NULL FROM page p HAVING count(*) > 0
    ORDER BY 1, 2 NULLS LAST;
END $$;
REVOKE ALL ON FUNCTION basinet.network_looks(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.network_looks(bigint, integer) TO basinet_app;
