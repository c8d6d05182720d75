-- One file of one's own for each piece of evidence, whoever may see it.
CREATE UNIQUE INDEX file_evidence ON basinet.r_file ((body->>'evidence')) WHERE lease_until IS NULL;

CREATE FUNCTION basinet.evidence_kept(upload uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.subject_check();
  SELECT EXISTS (SELECT FROM basinet.r_file f WHERE f.body->>'evidence' = upload::text AND f.lease_until IS NULL);
$$;
REVOKE ALL ON FUNCTION basinet.evidence_kept(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.evidence_kept(uuid) TO basinet_app;
