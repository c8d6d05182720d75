-- Whether a craft is protected, under which labels, and to which nations a grant of its own lets its track go now. For who gives tracks
-- to partners: the record itself may be out of that person's reach, and the craft must stay all the same.
CREATE FUNCTION basinet.craft_protection(craft integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT coalesce('position' = ANY (s.types), false) THEN
    RETURN jsonb_build_object('granted', '[]'::jsonb, 'labels', '[]'::jsonb);
  END IF;
  IF NOT EXISTS (SELECT FROM basinet.protected_mmsi p WHERE p.mmsi = craft) THEN RETURN NULL; END IF;
  RETURN jsonb_build_object(
    'granted', (SELECT coalesce(jsonb_agg(DISTINCT g.entry ->> 'to'), '[]'::jsonb)
      FROM basinet.r_protected_craft c, jsonb_array_elements(c.body -> 'grants') g(entry)
      WHERE c.f_mmsi = craft AND c.f_state = 'protected' AND g.entry ->> 'way' = 'partner'
        AND (g.entry ->> 'until')::timestamptz > s.at),
    'labels', (SELECT jsonb_agg(jsonb_build_object('owner', p.owner, 'class', p.class, 'handling', to_jsonb(p.handling)))
      FROM basinet.protected_mmsi p WHERE p.mmsi = craft));
END $$;
REVOKE ALL ON FUNCTION basinet.craft_protection(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.craft_protection(integer) TO basinet_app;
