-- What an agreement may call each unit of this node: AGENCY/UNIT by their codes, or the unit's name. For the network alone, which
-- holds copies to the units that their agreement names. None where the node has no register of units.
CREATE FUNCTION basinet.network_units() RETURNS TABLE (id uuid, names text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT coalesce('receive' = ANY (s.types), false) OR to_regclass('basinet.r_unit') IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE
    'SELECT u.id, ARRAY[a.f_code || ''/'' || u.f_code, u.f_name] FROM basinet.r_unit u
       JOIN basinet.r_agency a ON a.id::text = u.f_agency
       WHERE u.owner = $1 AND u.f_state = ''active'' AND a.f_state = ''active'' LIMIT 10000' USING s.nation;
END $$;
REVOKE ALL ON FUNCTION basinet.network_units() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.network_units() TO basinet_app;
