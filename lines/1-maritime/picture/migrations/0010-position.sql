-- Points: what was heard, one row a report. Not records: too many, and meaningless one by one.
-- Fixed-width and never NULL (-1 = not available), 68 bytes a row: longitude and latitude in 1e-7 degrees, speed in 0.1 kn,
-- course in 0.1 degrees. One partition an hour (UTC), made ahead, thinned, and dropped whole.
CREATE TABLE basinet.position (
  at timestamptz NOT NULL, mmsi integer NOT NULL, lon_e7 integer NOT NULL, lat_e7 integer NOT NULL,
  sog_dkn smallint NOT NULL, cog_ddeg smallint NOT NULL, heading_deg smallint NOT NULL, nav_status smallint NOT NULL,
  cls smallint NOT NULL, source smallint NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX position_mmsi_at ON basinet.position (mmsi, at);
CREATE INDEX position_at ON basinet.position USING brin (at) WITH (pages_per_range = 32);
-- keep_seconds: 0 = every report, else one a vessel in so many seconds.
CREATE TABLE basinet.position_part (hour timestamptz PRIMARY KEY, keep_seconds integer NOT NULL DEFAULT 0);

ALTER TABLE basinet.position ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.position FOR SELECT TO basinet_app USING (
  source = ANY ((SELECT basinet.position_sources())::smallint[])
  AND mmsi <> ALL ((SELECT basinet.hidden_mmsis())::integer[])
);
GRANT SELECT ON basinet.position TO basinet_app;
GRANT SELECT ON basinet.position_part TO basinet_app;
ALTER TABLE basinet.position_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.position_part FOR SELECT TO basinet_app
  USING ((SELECT (basinet.subject_now()).person IS NOT NULL));

CREATE FUNCTION basinet.position_part_name(hour timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'position_' || to_char(hour AT TIME ZONE 'UTC', 'YYYYMMDDHH24');
$$;

-- Fires once a COPY. A partition can be written by the application's role, through this check, and never be read by it:
-- reading goes through the parent and its row-level security. (COPY into a table with row-level security is refused.)
CREATE FUNCTION basinet.position_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet.position_writer_check();
  RETURN NULL;
END $$;

-- An empty table of one hour's shape, not yet attached.
CREATE FUNCTION basinet.position_table(name text, hour timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE TABLE basinet.%I (LIKE basinet.position) WITH (autovacuum_vacuum_insert_threshold = -1)', name);
  EXECUTE format('ALTER TABLE basinet.%I ADD CONSTRAINT %I CHECK (at >= %L AND at < %L)', name, name || '_at', hour,
    hour + interval '1 hour');
  EXECUTE format('CREATE TRIGGER guard BEFORE INSERT ON basinet.%I FOR EACH STATEMENT EXECUTE FUNCTION basinet.position_guard()', name);
END $$;

-- Makes the partitions of "hours" hours from "first" on where they are missing; returns how many it made.
CREATE FUNCTION basinet.position_ahead(first timestamptz, hours integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  slot timestamptz;
  name text;
  made integer := 0;
BEGIN
  PERFORM basinet.position_writer_check();
  IF hours NOT BETWEEN 1 AND 72 THEN RAISE EXCEPTION 'hours must be 1 to 72'; END IF;
  PERFORM pg_advisory_xact_lock(7201011);
  FOR i IN 0 .. hours - 1 LOOP
    slot := date_trunc('hour', first) + make_interval(hours => i);
    CONTINUE WHEN EXISTS (SELECT FROM basinet.position_part p WHERE p.hour = slot);
    name := basinet.position_part_name(slot);
    PERFORM basinet.position_table(name, slot);
    EXECUTE format('ALTER TABLE basinet.position ATTACH PARTITION basinet.%I FOR VALUES FROM (%L) TO (%L)', name, slot,
      slot + interval '1 hour');
    EXECUTE format('GRANT INSERT ON basinet.%I TO basinet_app', name);
    INSERT INTO basinet.position_part (hour) VALUES (slot);
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;

-- Rewrites one hour to the first report of each vessel in every "seconds" seconds. Returns the rows left. Waits at most two
-- seconds for readers at the exchange and fails then: it is tried again later.
CREATE FUNCTION basinet.position_thin(part_hour timestamptz, seconds integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  name text := basinet.position_part_name(part_hour);
  fresh text := name || '_thin';
  kept bigint;
BEGIN
  PERFORM basinet.position_writer_check();
  IF seconds NOT BETWEEN 1 AND 3600 THEN RAISE EXCEPTION 'seconds must be 1 to 3600'; END IF;
  PERFORM pg_advisory_xact_lock(7201011);
  PERFORM FROM basinet.position_part p WHERE p.hour = part_hour AND p.keep_seconds < seconds FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  PERFORM basinet.position_table(fresh, part_hour);
  EXECUTE format('INSERT INTO basinet.%I SELECT DISTINCT ON (mmsi, floor(extract(epoch FROM at) / %s)) * FROM basinet.%I
    ORDER BY mmsi, floor(extract(epoch FROM at) / %2$s), at', fresh, seconds, name);
  GET DIAGNOSTICS kept = ROW_COUNT;
  EXECUTE format('CREATE INDEX ON basinet.%I (mmsi, at)', fresh);
  EXECUTE format('CREATE INDEX ON basinet.%I USING brin (at) WITH (pages_per_range = 32)', fresh);
  EXECUTE format('ALTER TABLE basinet.position DETACH PARTITION basinet.%I', name);
  EXECUTE format('DROP TABLE basinet.%I', name);
  EXECUTE format('ALTER TABLE basinet.%I RENAME TO %I', fresh, name);
  EXECUTE format('ALTER TABLE basinet.position ATTACH PARTITION basinet.%I FOR VALUES FROM (%L) TO (%L)', name, part_hour,
    part_hour + interval '1 hour');
  EXECUTE format('GRANT INSERT ON basinet.%I TO basinet_app', name);
  UPDATE basinet.position_part SET keep_seconds = seconds WHERE hour = part_hour;
  RETURN kept;
END $$;

-- Drops the partitions that end at or before "before"; returns how many.
CREATE FUNCTION basinet.position_drop(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  part timestamptz;
  dropped integer := 0;
BEGIN
  PERFORM basinet.position_writer_check();
  PERFORM pg_advisory_xact_lock(7201011);
  FOR part IN SELECT hour FROM basinet.position_part WHERE hour + interval '1 hour' <= before ORDER BY hour LIMIT 100 LOOP
    EXECUTE format('DROP TABLE basinet.%I', basinet.position_part_name(part));
    DELETE FROM basinet.position_part WHERE hour = part;
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;

REVOKE ALL ON FUNCTION basinet.position_part_name(timestamptz), basinet.position_guard(), basinet.position_table(text, timestamptz),
  basinet.position_ahead(timestamptz, integer), basinet.position_thin(timestamptz, integer),
  basinet.position_drop(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.position_ahead(timestamptz, integer), basinet.position_thin(timestamptz, integer),
  basinet.position_drop(timestamptz) TO basinet_app;
