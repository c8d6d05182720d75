-- Whether a person gave this own record to a recipient and has not taken it back: what an agreement with a human release asks for.
CREATE FUNCTION basinet.network_given(kind text, target uuid, recipient text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT coalesce('release' = ANY (s.types), false) THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM basinet.r_share g WHERE g.owner = s.nation AND g.body -> 'about' ->> 'id' = target::text
    AND g.body -> 'about' ->> 'type' = kind AND g.body ->> 'state' = 'given' AND g.body -> 'to' ? recipient);
END $$;
CREATE INDEX r_share_about ON basinet.r_share ((body -> 'about' ->> 'id'));

REVOKE ALL ON FUNCTION basinet.network_given(text, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.network_given(text, uuid, text) TO basinet_app;
