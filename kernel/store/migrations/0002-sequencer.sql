-- The sequencer's entry points. The application's login may append and number; it can neither rewrite nor delete a leaf.

-- Takes or renews a lease. Returns the fence, or NULL while another holder's lease runs.
CREATE FUNCTION basinet.lease_take(lease_name text, who text, seconds integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE f bigint;
BEGIN
  PERFORM basinet.node_check();
  INSERT INTO basinet.lease AS l (name, holder, fence, until)
    VALUES (lease_name, who, 1, clock_timestamp() + make_interval(secs => seconds))
  ON CONFLICT (name) DO UPDATE SET
    holder = excluded.holder, until = excluded.until,
    fence = CASE WHEN l.holder = excluded.holder THEN l.fence ELSE l.fence + 1 END
    WHERE l.holder = excluded.holder OR l.until < clock_timestamp()
  RETURNING fence INTO f;
  RETURN f;
END $$;

CREATE FUNCTION basinet.lease_free(lease_name text, who text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.node_check();
  UPDATE basinet.lease SET until = clock_timestamp() - interval '1 second' WHERE name = lease_name AND holder = who;
$$;

-- Locks the lease row for this transaction and refuses a holder that has been superseded.
CREATE FUNCTION basinet.fence_check(lease_name text, my_fence bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet.node_check();
  PERFORM 1 FROM basinet.lease WHERE name = lease_name AND fence = my_fence FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'lease "%" was lost', lease_name USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
END $$;

-- Moves at most "most" committed audit rows into the log; returns the numbered leaf hashes in order.
CREATE FUNCTION basinet.sequence_audit(my_fence bigint, most integer) RETURNS TABLE (seq bigint, leaf bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE base bigint;
BEGIN
  PERFORM basinet.fence_check('sequencer', my_fence);
  SELECT coalesce(max(l.seq) + 1, 0) INTO base FROM basinet.audit_leaf l;
  RETURN QUERY
    WITH taken AS (
      DELETE FROM basinet.pending_audit p WHERE p.id IN (SELECT q.id FROM basinet.pending_audit q ORDER BY q.id LIMIT most)
      RETURNING p.id, p.event, p.leaf
    ), numbered AS (
      SELECT base + row_number() OVER (ORDER BY t.id) - 1 AS n, t.event, t.leaf FROM taken t
    ), stored AS (
      INSERT INTO basinet.audit_leaf (seq, event, leaf) SELECT n, event, numbered.leaf FROM numbered
      RETURNING audit_leaf.seq, audit_leaf.leaf
    )
    SELECT s.seq, s.leaf FROM stored s ORDER BY s.seq;
END $$;

CREATE FUNCTION basinet.sequence_changes(my_fence bigint, most integer, now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE base bigint; moved integer;
BEGIN
  PERFORM basinet.fence_check('sequencer', my_fence);
  PERFORM basinet.lapse_copies(now, most);
  SELECT coalesce(max(c.seq) + 1, 1) INTO base FROM basinet.change c;
  WITH taken AS (
    DELETE FROM basinet.pending_change p WHERE p.id IN (SELECT q.id FROM basinet.pending_change q ORDER BY q.id LIMIT most)
    RETURNING p.*
  )
  INSERT INTO basinet.change (seq, type, realm, record_id, rev, op, at, before, before_at)
    SELECT base + row_number() OVER (ORDER BY t.id) - 1, t.type, t.realm, t.record_id, t.rev, t.op, now, t.before, t.before_at
    FROM taken t;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved > 0 THEN PERFORM pg_notify('basinet_change', ''); END IF;
  RETURN moved;
END $$;

CREATE FUNCTION basinet.store_tile(my_fence bigint, lvl smallint, i bigint, h bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet.fence_check('sequencer', my_fence);
  INSERT INTO basinet.audit_tile AS t (level, idx, hashes) VALUES (lvl, i, h)
  ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes
    WHERE octet_length(excluded.hashes) > octet_length(t.hashes)
      AND substring(excluded.hashes FROM 1 FOR octet_length(t.hashes)) = t.hashes;
  IF NOT FOUND THEN RAISE EXCEPTION 'tile %/% would be rewritten', lvl, i; END IF;
END $$;

CREATE FUNCTION basinet.store_checkpoint(my_fence bigint, tree_size bigint, tree_root bytea, now timestamptz, signed text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet.fence_check('sequencer', my_fence);
  INSERT INTO basinet.checkpoint (size, root, at, note) VALUES (tree_size, tree_root, now, signed);
END $$;

CREATE FUNCTION basinet.pending_counts() RETURNS TABLE (audit bigint, changes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.subject_check();
  SELECT (SELECT count(*) FROM basinet.pending_audit), (SELECT count(*) FROM basinet.pending_change);
$$;

-- Trusted time never goes back past what was persisted (a monotone fact, so any caller may only raise it).
CREATE FUNCTION basinet.raise_time(now timestamptz) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.node_check();
  INSERT INTO basinet.node_fact AS f (name, value) VALUES ('time-high-water', to_jsonb(now))
  ON CONFLICT (name) DO UPDATE SET value = to_jsonb(greatest((f.value #>> '{}')::timestamptz, now))
  RETURNING (value #>> '{}')::timestamptz;
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA basinet FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA basinet TO basinet_app;
