-- What people ordered about agreements and the network has not carried out yet, in the order it was ordered. Read by the
-- network alone, which signs in the nation's name what two persons decided.
CREATE TABLE basinet.network_carried (
  name text PRIMARY KEY, failure text, at timestamptz NOT NULL
);
ALTER TABLE basinet.network_carried ENABLE ROW LEVEL SECURITY;
CREATE POLICY network ON basinet.network_carried TO basinet_app
  USING ((SELECT starts_with((basinet.subject_now()).person, 'network:')));
GRANT SELECT, INSERT ON basinet.network_carried TO basinet_app;

CREATE FUNCTION basinet.network_orders(most integer) RETURNS TABLE (name text, kind text, body jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT coalesce('release' = ANY (s.types), false) THEN RETURN; END IF;
  RETURN QUERY
    WITH ordered AS (
      SELECT a.id || '/offer' AS name, 'offer' AS kind, a.body, a.updated_at FROM basinet.r_agreement a
        WHERE a.owner = s.nation AND a.body ->> 'origin' = s.nation
          AND a.f_state IN ('offered', 'signed')
      UNION ALL SELECT a.id || '/sign', 'sign', a.body, a.updated_at FROM basinet.r_agreement a
        WHERE a.owner = s.nation AND a.f_state = 'signed' AND a.body -> 'signature' <> 'null'
      UNION ALL SELECT o.id || '/order', 'order', o.body, o.updated_at FROM basinet.r_agreement_order o WHERE o.owner = s.nation
    )
    SELECT o.name, o.kind, o.body FROM ordered o
      WHERE NOT EXISTS (SELECT FROM basinet.network_carried c WHERE c.name = o.name)
      ORDER BY o.updated_at, o.name LIMIT least(most, 100);
END $$;
REVOKE ALL ON FUNCTION basinet.network_orders(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.network_orders(integer) TO basinet_app;

-- Which partner brought a statement: what one may leave here unasked is bounded.
ALTER TABLE basinet.network_statement ADD COLUMN brought_by text;
CREATE INDEX network_statement_brought ON basinet.network_statement (brought_by) WHERE kind = 'agreement';
