-- How each feed does, written every two seconds by the process that runs it and read by all; and how far a file feed was
-- taken in, written in the transaction that stores what was read, so that a restart reads nothing twice.
CREATE TABLE basinet.feed_health (
  id text PRIMARY KEY, holder text NOT NULL, at timestamptz NOT NULL, body jsonb NOT NULL
);
CREATE TABLE basinet.feed_cursor (
  id text PRIMARY KEY, inode bigint NOT NULL, byte_offset bigint NOT NULL, at timestamptz NOT NULL
);
ALTER TABLE basinet.feed_health ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.feed_health FOR SELECT TO basinet_app
  USING ((SELECT 'feed' = ANY ((basinet.subject_now()).types)));
ALTER TABLE basinet.feed_cursor ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.feed_cursor FOR SELECT TO basinet_app
  USING ((SELECT 'feed' = ANY ((basinet.subject_now()).types)));
GRANT SELECT ON basinet.feed_health, basinet.feed_cursor TO basinet_app;

CREATE FUNCTION basinet.feed_writer_check() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT coalesce('feed-write' = ANY ((basinet.subject_now()).types), false) THEN
    RAISE EXCEPTION 'only the feed service writes this' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

CREATE FUNCTION basinet.feed_health_put(who text, now timestamptz, ids text[], bodies jsonb[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet.feed_writer_check();
  INSERT INTO basinet.feed_health AS h (id, holder, at, body)
    SELECT r.id, who, now, r.body FROM unnest(ids, bodies) AS r (id, body)
  ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, at = excluded.at, body = excluded.body;
END $$;

CREATE FUNCTION basinet.feed_cursor_put(now timestamptz, ids text[], inodes bigint[], offsets bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet.feed_writer_check();
  INSERT INTO basinet.feed_cursor AS c (id, inode, byte_offset, at)
    SELECT r.id, r.inode, r.off, now FROM unnest(ids, inodes, offsets) AS r (id, inode, off)
  ON CONFLICT (id) DO UPDATE SET inode = excluded.inode, byte_offset = excluded.byte_offset, at = excluded.at;
END $$;

REVOKE ALL ON FUNCTION basinet.feed_writer_check(), basinet.feed_health_put(text, timestamptz, text[], jsonb[]),
  basinet.feed_cursor_put(timestamptz, text[], bigint[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.feed_writer_check(), basinet.feed_health_put(text, timestamptz, text[], jsonb[]),
  basinet.feed_cursor_put(timestamptz, text[], bigint[], bigint[]) TO basinet_app;
