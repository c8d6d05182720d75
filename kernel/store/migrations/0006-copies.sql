-- Records of other nations' nodes. They lie in the same tables under their owner's label, are read under the same rules and
-- are written by these functions alone: row-level security lets nobody write a row of another owner.

-- Takes one revision as its owner made it. Answers inserted | updated | known (this revision is here) | older (a newer one
-- is here). An id that another owner holds is refused, so that no nation can take the place of another's record.
CREATE FUNCTION basinet.receive_copy(kind text, copy jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  short text := replace(kind, '-', '_');
  there record;
  sets text;
BEGIN
  IF s.person IS NULL OR NOT coalesce('receive' = ANY (s.types), false) THEN
    RAISE EXCEPTION 'receiving is for the network' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || short) IS NULL THEN
    RAISE EXCEPTION 'no record type %', kind;
  END IF;
  IF coalesce(copy->>'owner', s.nation) = s.nation THEN
    RAISE EXCEPTION 'a record of one''s own is not received' USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('SELECT owner, rev FROM basinet.r_%s WHERE id = $1 FOR UPDATE', short) INTO there USING (copy->>'id')::uuid;
  IF there.owner IS NULL THEN
    EXECUTE format('INSERT INTO basinet.r_%1$s SELECT * FROM jsonb_populate_record(NULL::basinet.r_%1$s, $1)', short) USING copy;
    RETURN 'inserted';
  END IF;
  IF there.owner <> copy->>'owner' THEN
    RAISE EXCEPTION 'this id belongs to a record of %', there.owner USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF there.rev >= (copy->>'rev')::integer THEN RETURN CASE WHEN there.rev = (copy->>'rev')::integer THEN 'known' ELSE 'older' END; END IF;
  -- Who made it and when stays as first received; the trigger holds that.
  SELECT string_agg(format('%1$I = n.%1$I', a.attname), ', ') INTO sets FROM pg_attribute a
    WHERE a.attrelid = to_regclass('basinet.r_' || short) AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attname <> ALL (ARRAY['id', 'owner', 'created_at', 'created_by']);
  EXECUTE format('UPDATE basinet.r_%1$s r SET %2$s FROM jsonb_populate_record(NULL::basinet.r_%1$s, $1) n WHERE r.id = n.id', short, sets)
    USING copy;
  RETURN 'updated';
END $$;

-- A lease renewed or shortened, or a record sealed, without a new revision. False where no copy of this owner is here.
CREATE FUNCTION basinet.restrict_copy(kind text, target uuid, of_owner text, lease timestamptz, seal boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  done bigint;
BEGIN
  IF s.person IS NULL OR NOT coalesce('receive' = ANY (s.types), false) OR of_owner = s.nation THEN
    RAISE EXCEPTION 'receiving is for the network' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || replace(kind, '-', '_')) IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('UPDATE basinet.r_%s SET lease_until = $3, sealed = sealed OR $4 WHERE id = $1 AND owner = $2', replace(kind, '-', '_'))
    USING target, of_owner, lease, seal;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done > 0;
END $$;

-- Takes a copy out of every table, by its owner's order. Null where no copy of this owner is here.
CREATE FUNCTION basinet.destroy_copy(kind text, target uuid, of_owner text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  there text;
BEGIN
  IF s.person IS NULL OR NOT coalesce('receive' = ANY (s.types), false) OR of_owner = s.nation THEN
    RAISE EXCEPTION 'receiving is for the network' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || replace(kind, '-', '_')) IS NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT owner FROM basinet.r_%s WHERE id = $1 FOR UPDATE', replace(kind, '-', '_')) INTO there USING target;
  IF there IS DISTINCT FROM of_owner THEN RETURN NULL; END IF;
  RETURN basinet.expunge_one(kind, target);
END $$;

-- Numbered changes of the nation's own records that are, or until then were, released to somebody. The last row ("end")
-- carries the number looked at last and, as its revision, how many changes were looked at.
CREATE FUNCTION basinet.releases_after(since bigint, most integer)
RETURNS TABLE (seq bigint, type text, record_id uuid, rev integer, op text, released text[], before_released text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT coalesce('release' = ANY (s.types), false) THEN RETURN; END IF;
  RETURN QUERY
    WITH page AS MATERIALIZED (
      SELECT c.* FROM basinet.change c WHERE c.seq > since ORDER BY c.seq LIMIT least(most, 1000)
    ), labelled AS (
      SELECT p.seq, p.type, p.record_id, p.rev, p.op,
        CASE WHEN e.owner = s.nation AND NOT e.sealed THEN e.release_to || e.display_only ELSE '{}' END AS released,
        CASE WHEN (p.before).owner = s.nation THEN (p.before).release_to || (p.before).display_only ELSE '{}' END AS before_released
      FROM page p LEFT JOIN LATERAL (
        SELECT g.owner, g.sealed, g.release_to, g.display_only FROM basinet.search_general g
          WHERE p.realm = 'general' AND g.id = p.record_id AND g.type = p.type
        UNION ALL SELECT j.owner, j.sealed, j.release_to, j.display_only FROM basinet.search_juvenile j
          WHERE p.realm = 'juvenile' AND j.id = p.record_id AND j.type = p.type
        UNION ALL SELECT w.owner, w.sealed, w.release_to, w.display_only FROM basinet.search_witness w
          WHERE p.realm = 'witness' AND w.id = p.record_id AND w.type = p.type
        UNION ALL SELECT i.owner, i.sealed, i.release_to, i.display_only FROM basinet.search_integrity i
          WHERE p.realm = 'integrity' AND i.id = p.record_id AND i.type = p.type
      ) e ON true
    )
    SELECT t.* FROM (
      SELECT l.* FROM labelled l WHERE l.released <> '{}' OR l.before_released <> '{}'
      UNION ALL SELECT max(p.seq), NULL, NULL, count(*)::integer, 'end', NULL, NULL FROM page p HAVING count(*) > 0
    ) t ORDER BY t.seq, t.op = 'end';
END $$;

-- One of the nation's own records as it may leave to one recipient; no row where its label does not release it there. That
-- an agreement covers it is asked besides, and never instead.
CREATE FUNCTION basinet.release_row(kind text, target uuid, recipient text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  found jsonb;
BEGIN
  IF s.person IS NULL OR NOT coalesce('release' = ANY (s.types), false) OR recipient = s.nation THEN RETURN NULL; END IF;
  IF kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || replace(kind, '-', '_')) IS NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT to_jsonb(r) FROM basinet.r_%s r WHERE id = $1 AND owner = $2 AND NOT sealed
      AND ($3 = ANY (release_to) OR $3 = ANY (display_only)) AND (erase_by IS NULL OR erase_by > $4 OR holds <> ''{}'')',
    replace(kind, '-', '_')) INTO found USING target, s.nation, recipient, s.at;
  RETURN found;
END $$;

REVOKE ALL ON FUNCTION basinet.receive_copy(text, jsonb), basinet.restrict_copy(text, uuid, text, timestamptz, boolean),
  basinet.destroy_copy(text, uuid, text), basinet.releases_after(bigint, integer), basinet.release_row(text, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.receive_copy(text, jsonb), basinet.restrict_copy(text, uuid, text, timestamptz, boolean),
  basinet.destroy_copy(text, uuid, text), basinet.releases_after(bigint, integer), basinet.release_row(text, uuid, text) TO basinet_app;
