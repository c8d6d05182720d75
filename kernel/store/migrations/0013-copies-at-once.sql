-- Several copies in one statement, in this order; "taken" where the id belongs to a record of another owner. Those that are new here
-- go in by one insert a record type; the others are asked about one by one, by basinet.receive_copy.
CREATE OR REPLACE FUNCTION basinet.receive_copies(kinds text[], copies jsonb[]) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  answers text[] := array_fill(NULL::text, ARRAY[coalesce(cardinality(copies), 0)]);
  kind text;
  short text;
  fresh integer[];
  place integer;
BEGIN
  IF s.person IS NULL OR NOT coalesce('receive' = ANY (s.types), false) THEN
    RAISE EXCEPTION 'receiving is for the network' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF cardinality(copies) > 5000 THEN RAISE EXCEPTION 'at most 5000 copies at once'; END IF;
  FOR kind IN SELECT DISTINCT k FROM unnest(kinds) k LOOP
    short := replace(kind, '-', '_');
    CONTINUE WHEN kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || short) IS NULL;
    -- Once in this batch, of another nation, and no row of it here.
    EXECUTE format('SELECT array_agg(n ORDER BY n) FROM (
        SELECT min(n)::integer AS n, t.c->>''id'' AS id FROM unnest($1, $2) WITH ORDINALITY t(k, c, n) WHERE t.k = $3
          GROUP BY 2 HAVING count(*) = 1 AND bool_and(coalesce(t.c->>''owner'', $4) <> $4)
      ) once WHERE NOT EXISTS (SELECT FROM basinet.r_%s r WHERE r.id = once.id::uuid)', short)
      INTO fresh USING kinds, copies, kind, s.nation;
    CONTINUE WHEN fresh IS NULL;
    EXECUTE format('INSERT INTO basinet.r_%1$s SELECT p.* FROM unnest($1) WITH ORDINALITY f(place, n)
        CROSS JOIN LATERAL jsonb_populate_record(NULL::basinet.r_%1$s, ($2)[f.place]) p ORDER BY f.n', short)
      USING fresh, copies;
    FOREACH place IN ARRAY fresh LOOP answers[place] := 'inserted'; END LOOP;
  END LOOP;
  FOR place IN 1 .. coalesce(cardinality(copies), 0) LOOP
    CONTINUE WHEN answers[place] IS NOT NULL;
    BEGIN
      answers[place] := basinet.receive_copy(kinds[place], copies[place]);
    EXCEPTION WHEN insufficient_privilege THEN
      IF SQLERRM !~ 'belongs to' THEN RAISE; END IF;
      answers[place] := 'taken';
    END;
  END LOOP;
  RETURN answers;
END $$;
