-- Counts for the results framework, by the node's own hand: a results officer may read none of these records, and would count
-- none. Only counts leave; what is sealed or a juvenile's is not counted, so that no count tells of it.
CREATE FUNCTION basinet.count_fingerprints(fact text, since timestamptz, before timestamptz, exercises boolean)
RETURNS TABLE (sex text, place text, numerator bigint, denominator bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT 'result-value' = ANY ((basinet.subject_now()).types) IS TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'results are computed by those who keep them';
  END IF;
  RETURN QUERY SELECT NULL::text, NULL::text, count(*) FILTER (WHERE m.f_state = 'identified'), count(*)
    FROM basinet.r_latent_mark m
    WHERE m.f_lifted_at >= since AND m.f_lifted_at < before
      AND m.owner = (basinet.subject_now()).nation AND m.exercise = exercises AND NOT m.sealed AND NOT m.juvenile;
END $$;
REVOKE ALL ON FUNCTION basinet.count_fingerprints(text, timestamptz, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.count_fingerprints(text, timestamptz, timestamptz, boolean) TO basinet_app;
