-- Counts for the results framework, by the node's own hand: a results officer may read none of these records, and would count
-- none. Only counts leave; what is sealed or a juvenile's is not counted, so that no count tells of it.
CREATE FUNCTION basinet.count_interdictions(fact text, since timestamptz, before timestamptz, exercises boolean)
RETURNS TABLE (sex text, place text, numerator bigint, denominator bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT 'result-value' = ANY ((basinet.subject_now()).types) IS TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'results are computed by those who keep them';
  END IF;
  RETURN QUERY SELECT NULL::text, NULL::text, count(*) FILTER (WHERE fact <> 'interdiction.disrupted' OR i.body->'outcome'->'disrupted' = 'true'),
      CASE WHEN fact = 'interdiction.disrupted' THEN count(*) END
    FROM basinet.r_interdiction i
    WHERE i.f_state = 'ended' AND i.f_sighted_at >= since AND i.f_sighted_at < before
      AND i.owner = (basinet.subject_now()).nation AND i.exercise = exercises AND NOT i.sealed AND NOT i.juvenile;
END $$;
REVOKE ALL ON FUNCTION basinet.count_interdictions(text, timestamptz, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.count_interdictions(text, timestamptz, timestamptz, boolean) TO basinet_app;
