-- Counts for the results framework, by the node's own hand: a results officer may read none of these records, and would count
-- none. Only counts leave; what is sealed or a juvenile's is not counted, so that no count tells of it.
CREATE FUNCTION basinet.count_seizures(fact text, since timestamptz, before timestamptz, exercises boolean)
RETURNS TABLE (sex text, place text, numerator bigint, denominator bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT 'result-value' = ANY ((basinet.subject_now()).types) IS TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'results are computed by those who keep them';
  END IF;
  RETURN QUERY SELECT NULL::text, s.f_place_kind, sum(CASE fact
      WHEN 'seizures.made' THEN 1
      ELSE (SELECT count(*) FROM jsonb_array_elements(s.body->'items') item WHERE item->>'kind' = 'firearm') END)::bigint, NULL::bigint
    FROM basinet.r_seizure s
    WHERE s.f_state <> 'annulled' AND s.f_seized_at >= since AND s.f_seized_at < before
      AND s.owner = (basinet.subject_now()).nation AND s.exercise = exercises AND NOT s.sealed AND NOT s.juvenile GROUP BY s.f_place_kind;
END $$;
REVOKE ALL ON FUNCTION basinet.count_seizures(text, timestamptz, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.count_seizures(text, timestamptz, timestamptz, boolean) TO basinet_app;
