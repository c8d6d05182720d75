-- Own records as they may leave, many in one statement: a row for each that its label releases to the recipient beside it, with
-- its place among those asked for. `whole` asks for the row itself and not its revision alone.
CREATE FUNCTION basinet.release_rows(kinds text[], targets uuid[], recipients text[], whole boolean)
RETURNS TABLE (n bigint, rev integer, content jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  kind text;
BEGIN
  IF s.person IS NULL OR NOT coalesce('release' = ANY (s.types), false) OR cardinality(targets) > 5000 THEN RETURN; END IF;
  FOR kind IN SELECT DISTINCT k FROM unnest(kinds) k LOOP
    CONTINUE WHEN kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || replace(kind, '-', '_')) IS NULL;
    RETURN QUERY EXECUTE format('SELECT t.n, r.rev, CASE WHEN $7 THEN to_jsonb(r) END
        FROM unnest($1, $2, $3) WITH ORDINALITY t(kind, target, recipient, n) JOIN basinet.r_%s r ON r.id = t.target
        WHERE t.kind = $4 AND t.recipient <> $5 AND r.owner = $5 AND NOT r.sealed
          AND (t.recipient = ANY (r.release_to) OR t.recipient = ANY (r.display_only))
          AND (r.erase_by IS NULL OR r.erase_by > $6 OR r.holds <> ''{}'')', replace(kind, '-', '_'))
      USING kinds, targets, recipients, kind, s.nation, s.at, whole;
  END LOOP;
END $$;

-- One rule for both.
CREATE OR REPLACE FUNCTION basinet.release_row(kind text, target uuid, recipient text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT content FROM basinet.release_rows(ARRAY[kind], ARRAY[target], ARRAY[recipient], true)
$$;

REVOKE ALL ON FUNCTION basinet.release_rows(text[], uuid[], text[], boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.release_rows(text[], uuid[], text[], boolean) TO basinet_app;
