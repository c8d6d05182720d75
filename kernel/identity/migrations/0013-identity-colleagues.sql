-- Active colleagues whose name holds the words, for pickers: what identity_names tells, and the unit's id beside its name.
CREATE FUNCTION basinet.identity_colleagues(words text, most integer)
RETURNS TABLE (id uuid, name text, rank text, unit text, "unitId" text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT p.id, p.body->>'name', p.body->>'rank',
      (SELECT u.title FROM basinet.r_unit u WHERE u.id = p.f_unit::uuid), p.f_unit
    FROM basinet.r_person p
    WHERE p.owner = s.nation AND p.f_state = 'active' AND strpos(lower(p.body->>'name'), lower(words)) > 0
    ORDER BY 2, 1 LIMIT least(most, 50);
END $$;
REVOKE ALL ON FUNCTION basinet.identity_colleagues(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.identity_colleagues(text, integer) TO basinet_app;
