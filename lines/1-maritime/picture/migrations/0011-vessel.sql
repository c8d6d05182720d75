-- What vessels say of themselves, and where each was last. Small tables of one row a vessel, kept by bulk functions of the
-- picture; read under the same rule as points.

-- Last known place of every vessel. Unlogged: it is the state of a moment, and after a crash the points still tell it.
-- The process that holds the feeds writes it; the others, and a restart, read what changed after a round.
CREATE UNLOGGED TABLE basinet.vessel_now (
  mmsi integer PRIMARY KEY, at timestamptz NOT NULL, lon_e7 integer NOT NULL, lat_e7 integer NOT NULL,
  sog_dkn smallint NOT NULL, cog_ddeg smallint NOT NULL, heading_deg smallint NOT NULL, nav_status smallint NOT NULL,
  cls smallint NOT NULL, source smallint NOT NULL, round bigint NOT NULL
) WITH (fillfactor = 50);

-- Static and voyage data as last received; the identity in force with the time it was first heard.
CREATE TABLE basinet.vessel_static (
  mmsi integer PRIMARY KEY, at timestamptz NOT NULL, claimed_from timestamptz NOT NULL, name text, call_sign text,
  imo integer, ship_type smallint, to_bow_m smallint, to_stern_m smallint, to_port_m smallint, to_starboard_m smallint,
  draught_dm smallint, destination text, eta text, mothership_mmsi integer, source smallint NOT NULL,
  written bigint NOT NULL
);
CREATE SEQUENCE basinet.vessel_static_round;
CREATE INDEX vessel_static_written ON basinet.vessel_static (written);
CREATE INDEX vessel_static_name ON basinet.vessel_static (upper(name) text_pattern_ops);
CREATE INDEX vessel_static_call_sign ON basinet.vessel_static (upper(call_sign) text_pattern_ops);
CREATE INDEX vessel_static_imo ON basinet.vessel_static (imo);

-- Identities a vessel claimed before the one in force.
CREATE TABLE basinet.vessel_identity (
  mmsi integer NOT NULL, from_at timestamptz NOT NULL, to_at timestamptz NOT NULL, name text, call_sign text, imo integer,
  ship_type smallint, to_bow_m smallint, to_stern_m smallint, to_port_m smallint, to_starboard_m smallint,
  source smallint NOT NULL, PRIMARY KEY (mmsi, from_at)
);

ALTER TABLE basinet.vessel_now ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.vessel_static ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.vessel_identity ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.vessel_now FOR SELECT TO basinet_app USING (
  source = ANY ((SELECT basinet.position_sources())::smallint[])
  AND mmsi <> ALL ((SELECT basinet.hidden_mmsis())::integer[])
);
CREATE POLICY readers ON basinet.vessel_static FOR SELECT TO basinet_app USING (
  source = ANY ((SELECT basinet.position_sources())::smallint[])
  AND mmsi <> ALL ((SELECT basinet.hidden_mmsis())::integer[])
);
CREATE POLICY readers ON basinet.vessel_identity FOR SELECT TO basinet_app USING (
  source = ANY ((SELECT basinet.position_sources())::smallint[])
  AND mmsi <> ALL ((SELECT basinet.hidden_mmsis())::integer[])
);
GRANT SELECT ON basinet.vessel_now, basinet.vessel_static, basinet.vessel_identity TO basinet_app;

CREATE FUNCTION basinet.vessel_now_put(
  this_round bigint, mmsis integer[], ats_ms double precision[], lons integer[], lats integer[], sogs smallint[],
  cogs smallint[], headings smallint[], statuses smallint[], clss smallint[], sources smallint[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet.position_writer_check();
  INSERT INTO basinet.vessel_now AS v
    SELECT r.mmsi, to_timestamp(r.at_ms / 1000), r.lon, r.lat, r.sog, r.cog, r.heading, r.status, r.cls, r.source, this_round
    FROM unnest(mmsis, ats_ms, lons, lats, sogs, cogs, headings, statuses, clss, sources)
      AS r (mmsi, at_ms, lon, lat, sog, cog, heading, status, cls, source)
  ON CONFLICT (mmsi) DO UPDATE SET at = excluded.at, lon_e7 = excluded.lon_e7, lat_e7 = excluded.lat_e7,
    sog_dkn = excluded.sog_dkn, cog_ddeg = excluded.cog_ddeg, heading_deg = excluded.heading_deg,
    nav_status = excluded.nav_status, cls = excluded.cls, source = excluded.source, round = excluded.round
    WHERE excluded.at >= v.at;
END $$;

CREATE FUNCTION basinet.vessel_now_forget(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE n bigint;
BEGIN
  PERFORM basinet.position_writer_check();
  DELETE FROM basinet.vessel_now WHERE at < before;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

-- True when both rows name a different value for some part of the identity; a part not yet received changes nothing.
CREATE FUNCTION basinet.other_identity(a basinet.vessel_static, b basinet.vessel_static) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(a.name <> b.name, false) OR coalesce(a.call_sign <> b.call_sign, false) OR coalesce(a.imo <> b.imo, false)
    OR coalesce(a.ship_type <> b.ship_type, false) OR coalesce(a.to_bow_m <> b.to_bow_m, false)
    OR coalesce(a.to_stern_m <> b.to_stern_m, false) OR coalesce(a.to_port_m <> b.to_port_m, false)
    OR coalesce(a.to_starboard_m <> b.to_starboard_m, false);
$$;

-- Bulk upsert; "rows" is a JSON array of objects with the column names of vessel_static. A row whose identity differs from
-- the one in force closes that one into vessel_identity; what a row does not know stays as it was.
CREATE FUNCTION basinet.vessel_static_put(rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE this_round bigint := nextval('basinet.vessel_static_round');
BEGIN
  PERFORM basinet.position_writer_check();
  INSERT INTO basinet.vessel_identity AS i (mmsi, from_at, to_at, name, call_sign, imo, ship_type, to_bow_m, to_stern_m, to_port_m,
      to_starboard_m, source)
    SELECT s.mmsi, s.claimed_from, s.at, s.name, s.call_sign, s.imo, s.ship_type, s.to_bow_m, s.to_stern_m, s.to_port_m,
      s.to_starboard_m, s.source
    FROM jsonb_populate_recordset(NULL::basinet.vessel_static, rows) r JOIN basinet.vessel_static s ON s.mmsi = r.mmsi
    WHERE s.claimed_from < r.claimed_from AND basinet.other_identity(s, r)
  ON CONFLICT (mmsi, from_at) DO UPDATE SET to_at = greatest(i.to_at, excluded.to_at);
  INSERT INTO basinet.vessel_static AS s
    SELECT r.mmsi, r.at, r.claimed_from, r.name, r.call_sign, r.imo, r.ship_type, r.to_bow_m, r.to_stern_m, r.to_port_m,
      r.to_starboard_m, r.draught_dm, r.destination, r.eta, r.mothership_mmsi, r.source, this_round
    FROM jsonb_populate_recordset(NULL::basinet.vessel_static, rows) r
  ON CONFLICT (mmsi) DO UPDATE SET at = greatest(s.at, excluded.at),
    claimed_from = CASE WHEN basinet.other_identity(s, excluded) THEN excluded.claimed_from ELSE s.claimed_from END,
    name = coalesce(excluded.name, s.name), call_sign = coalesce(excluded.call_sign, s.call_sign),
    imo = coalesce(excluded.imo, s.imo), ship_type = coalesce(excluded.ship_type, s.ship_type),
    to_bow_m = coalesce(excluded.to_bow_m, s.to_bow_m), to_stern_m = coalesce(excluded.to_stern_m, s.to_stern_m),
    to_port_m = coalesce(excluded.to_port_m, s.to_port_m), to_starboard_m = coalesce(excluded.to_starboard_m, s.to_starboard_m),
    draught_dm = coalesce(excluded.draught_dm, s.draught_dm), destination = coalesce(excluded.destination, s.destination),
    eta = coalesce(excluded.eta, s.eta), mothership_mmsi = coalesce(excluded.mothership_mmsi, s.mothership_mmsi),
    source = excluded.source, written = excluded.written;
END $$;

CREATE FUNCTION basinet.vessel_forget(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE n bigint;
BEGIN
  PERFORM basinet.position_writer_check();
  DELETE FROM basinet.vessel_identity WHERE to_at < before;
  DELETE FROM basinet.vessel_static WHERE at < before;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

REVOKE ALL ON FUNCTION basinet.vessel_now_put(bigint, integer[], double precision[], integer[], integer[], smallint[], smallint[],
    smallint[], smallint[], smallint[], smallint[]),
  basinet.vessel_now_forget(timestamptz), basinet.vessel_static_put(jsonb), basinet.vessel_forget(timestamptz),
  basinet.other_identity(basinet.vessel_static, basinet.vessel_static) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.vessel_now_put(bigint, integer[], double precision[], integer[], integer[], smallint[],
    smallint[], smallint[], smallint[], smallint[], smallint[]),
  basinet.vessel_now_forget(timestamptz), basinet.vessel_static_put(jsonb), basinet.vessel_forget(timestamptz) TO basinet_app;
