-- Owner of an item in the general realm, for who asks for its conversion or decides it: neither need be cleared for its content. What is
-- sealed or a juvenile's is not there for whoever may not find it.
CREATE FUNCTION basinet.item_owner(kind text, target uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  found text;
BEGIN
  IF s.person IS NULL OR NOT coalesce('conversion-request' = ANY (s.types), false)
    OR kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || replace(kind, '-', '_')) IS NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT owner FROM basinet.r_%s WHERE id = $1 AND (NOT sealed OR $2) AND (NOT juvenile OR $3)',
    replace(kind, '-', '_')) INTO found USING target, s.sealed, s.juvenile;
  RETURN found;
END $$;

-- By which decision of its owner an item is evidence now, for court documents (basinet.court_material). A decision that was withdrawn,
-- recalled, whose lease or own time has run, or of another nation than the item's owner converts nothing.
CREATE FUNCTION basinet.evidence_converted(kind text, target uuid, of_owner text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL THEN RETURN NULL; END IF;
  RETURN (SELECT jsonb_build_object('decision', d.id, 'caseNumber', d.body ->> 'caseNumber', 'uses', d.body -> 'uses',
      'conditions', d.body ->> 'conditions', 'certificate', d.body -> 'certificate', 'decidedAt', d.body ->> 'decidedAt',
      'validUntil', d.body ->> 'validUntil')
    FROM basinet.r_conversion_decision d
    WHERE d.owner = of_owner AND d.body ->> 'to' = s.nation AND d.f_state = 'given' AND d.f_decision = 'granted'
      AND d.body -> 'items' @> jsonb_build_array(jsonb_build_object('type', kind, 'id', target))
      AND (d.lease_until IS NULL OR d.lease_until > s.at) AND NOT d.sealed
      AND (d.body ->> 'validUntil' IS NULL OR (d.body ->> 'validUntil')::timestamptz > s.at)
      AND EXISTS (SELECT FROM basinet.r_conversion_request q WHERE q.id = (d.body ->> 'request')::uuid
        AND q.owner = s.nation AND q.f_state = 'asked')
    ORDER BY d.f_decided_at DESC LIMIT 1);
END $$;
REVOKE ALL ON FUNCTION basinet.item_owner(text, uuid), basinet.evidence_converted(text, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.item_owner(text, uuid), basinet.evidence_converted(text, uuid, text) TO basinet_app;
