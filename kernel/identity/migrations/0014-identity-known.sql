-- Which of these ids are people of this nation, and whether each may still do something. For what names a person in a command.
CREATE FUNCTION basinet.identity_known(ids uuid[]) RETURNS TABLE (id uuid, active boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT p.id, p.f_state = 'active' FROM basinet.r_person p
    WHERE p.id = ANY (ids) AND p.owner = s.nation LIMIT 500;
END $$;
REVOKE ALL ON FUNCTION basinet.identity_known(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.identity_known(uuid[]) TO basinet_app;
