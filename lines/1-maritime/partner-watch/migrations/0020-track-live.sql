-- Positions that a partner sends under a track it gave. They are read through its record alone: where that is not readable (label,
-- lease, agreement at rest), they are not; where it is destroyed, they go with it.
CREATE TABLE basinet.track_live (
  share uuid NOT NULL, owner text NOT NULL, at timestamptz NOT NULL, received_at timestamptz NOT NULL, points jsonb NOT NULL,
  PRIMARY KEY (share, owner)
);
CREATE FUNCTION basinet.track_live_put(track uuid, giver text, newest timestamptz, fresh jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  -- Points kept of a track, and tracks kept whose record has not come yet, a nation.
  points_max constant integer := 240;
  waiting_max constant integer := 500;
BEGIN
  IF NOT coalesce('receive' = ANY (s.types), false) THEN
    RAISE EXCEPTION 'only the network writes what partners send' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM basinet.track_live l WHERE l.owner = giver AND l.received_at < s.at - interval '1 day'
    AND NOT EXISTS (SELECT FROM basinet.r_track_share r WHERE r.id = l.share AND r.owner = l.owner);
  IF NOT EXISTS (SELECT FROM basinet.track_live l WHERE l.share = track AND l.owner = giver)
    AND (SELECT count(*) FROM basinet.track_live l WHERE l.owner = giver
      AND NOT EXISTS (SELECT FROM basinet.r_track_share r WHERE r.id = l.share AND r.owner = l.owner)) >= waiting_max THEN
    RETURN;
  END IF;
  INSERT INTO basinet.track_live AS l (share, owner, at, received_at, points) VALUES (track, giver, newest, s.at, fresh)
    ON CONFLICT (share, owner) DO UPDATE SET at = excluded.at, received_at = excluded.received_at, points = (
      SELECT jsonb_agg(p.point ORDER BY (p.point ->> 0)::bigint) FROM (
        SELECT a.point FROM jsonb_array_elements(l.points || excluded.points) a(point)
        ORDER BY (a.point ->> 0)::bigint DESC LIMIT points_max) p)
    WHERE excluded.at > l.at;
END $$;
CREATE FUNCTION basinet.track_live_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM basinet.track_live WHERE share = OLD.id AND owner = OLD.owner;
  RETURN OLD;
END $$;
CREATE TRIGGER points_go AFTER DELETE ON basinet.r_track_share
  FOR EACH ROW EXECUTE FUNCTION basinet.track_live_gone();
ALTER TABLE basinet.track_live ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.track_live FOR SELECT TO basinet_app
  USING (EXISTS (SELECT 1 FROM basinet.r_track_share r WHERE r.id = track_live.share AND r.owner = track_live.owner));
GRANT SELECT ON basinet.track_live TO basinet_app;
REVOKE ALL ON FUNCTION basinet.track_live_put(uuid, text, timestamptz, jsonb), basinet.track_live_gone() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.track_live_put(uuid, text, timestamptz, jsonb) TO basinet_app;
