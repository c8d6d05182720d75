-- What came from abroad in a record that is to go before a court: the record itself, what it refers to, and what it was derived from, as
-- far as its label says by whom. Each with the decision of its owner that makes it evidence, or none. A nation that the label names as a
-- source and of which nothing is found stands as an item without an id: it is not shown to be evidence.
CREATE FUNCTION basinet.court_material(kind text, target uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  -- Steps along references, and records looked at.
  depth_max constant integer := 4;
  looked_max constant integer := 2000;
  found jsonb := '[]';
  looked integer := 0;
  origins text[];
  seen text[] := '{}';
  unfound text[];
  item record;
  item_owner text;
  item_sources text[];
  conversion jsonb;
BEGIN
  IF s.person IS NULL THEN RETURN NULL; END IF;
  FOR item IN
    WITH RECURSIVE walk(type, id, depth) AS (
      SELECT kind, target, 0
      UNION
      SELECT l.to_type, l.to_id, w.depth + 1 FROM walk w JOIN basinet.link l ON l.from_id = w.id AND l.from_type = w.type
      WHERE w.depth < depth_max
    ) SELECT w.type, w.id, min(w.depth) AS depth FROM walk w GROUP BY 1, 2 ORDER BY 3, 1, 2 LIMIT looked_max + 1
  LOOP
    looked := looked + 1;
    -- More than is looked at: what is beyond is not shown to be evidence either.
    IF looked > looked_max THEN RETURN NULL; END IF;
    item_owner := NULL;
    IF item.type ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND to_regclass('basinet.r_' || replace(item.type, '-', '_')) IS NOT NULL THEN
      EXECUTE format('SELECT owner, sources FROM basinet.r_%s WHERE id = $1', replace(item.type, '-', '_'))
        INTO item_owner, item_sources USING item.id;
    END IF;
    IF item.depth = 0 THEN
      IF item_owner IS NULL THEN RETURN NULL; END IF;
      origins := array_remove(item_sources || item_owner, s.nation);
    END IF;
    CONTINUE WHEN item_owner IS NULL OR item_owner = s.nation;
    CONTINUE WHEN item.depth > 1 AND NOT item_owner = ANY (origins);
    seen := seen || item_owner;
    conversion := NULL;
    IF to_regprocedure('basinet.evidence_converted(text, uuid, text)') IS NOT NULL THEN
      EXECUTE 'SELECT basinet.evidence_converted($1, $2, $3)' INTO conversion USING item.type, item.id, item_owner;
    END IF;
    found := found || jsonb_build_array(jsonb_build_object('type', item.type, 'id', item.id, 'owner', item_owner,
      'conversion', conversion));
  END LOOP;
  SELECT coalesce(array_agg(DISTINCT o), '{}') INTO unfound FROM unnest(origins) o WHERE NOT o = ANY (seen);
  RETURN found || (SELECT coalesce(jsonb_agg(jsonb_build_object('type', kind, 'id', NULL, 'owner', o, 'conversion', NULL)), '[]')
    FROM unnest(unfound) o);
END $$;
REVOKE ALL ON FUNCTION basinet.court_material(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.court_material(text, uuid) TO basinet_app;
