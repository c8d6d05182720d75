-- Counts for the results framework, by the node's own hand: a results officer may read none of these records, and would count
-- none. Only counts leave; what is sealed or a juvenile's is not counted, so that no count tells of it.
CREATE FUNCTION basinet.count_firearms(fact text, since timestamptz, before timestamptz, exercises boolean)
RETURNS TABLE (sex text, place text, numerator bigint, denominator bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT 'result-value' = ANY ((basinet.subject_now()).types) IS TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'results are computed by those who keep them';
  END IF;
  RETURN QUERY SELECT NULL::text, NULL::text, count(*) FILTER (WHERE fact <> 'firearms.traced' OR EXISTS (
        SELECT 1 FROM basinet.r_firearm_trace t WHERE t.f_firearm = f.id::text AND t.f_state = 'answered' AND t.f_outcome = 'traced')),
      CASE WHEN fact = 'firearms.traced' THEN count(*) END
    FROM basinet.r_firearm f
    WHERE f.f_state <> 'annulled' AND f.f_recovered_at >= since AND f.f_recovered_at < before
      AND f.owner = (basinet.subject_now()).nation AND f.exercise = exercises AND NOT f.sealed AND NOT f.juvenile;
END $$;
REVOKE ALL ON FUNCTION basinet.count_firearms(text, timestamptz, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.count_firearms(text, timestamptz, timestamptz, boolean) TO basinet_app;
