-- A number that the nation has set (nation-parameter), for whoever works in a transaction; null while it has set none, and where a
-- database has no such records.
CREATE FUNCTION basinet.nation_number(parameter text) RETURNS double precision
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  found double precision;
BEGIN
  IF s.person IS NULL OR to_regclass('basinet.r_nation_parameter') IS NULL THEN RETURN NULL; END IF;
  EXECUTE 'SELECT f_value FROM basinet.r_nation_parameter WHERE f_name = $1 AND owner = $2 LIMIT 1' INTO found USING parameter, s.nation;
  RETURN found;
END $$;

REVOKE ALL ON FUNCTION basinet.nation_number(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.nation_number(text) TO basinet_app;
