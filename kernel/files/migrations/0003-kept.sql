UPDATE basinet.evidence_file e SET kept = true FROM basinet.r_file f WHERE f.body->>'evidence' = e.id::text AND f.lease_until IS NULL;

-- Takes a finished upload for a record, in the record's own transaction: from then on it is not swept. False when it was swept.
CREATE FUNCTION basinet.evidence_keep(upload uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet.subject_check();
  UPDATE basinet.evidence_file SET kept = true WHERE id = upload AND state = 'finished';
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION basinet.evidence_keep(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.evidence_keep(uuid) TO basinet_app;
