-- Counts for the results framework, by the node's own hand: a results officer may read none of these records, and would count
-- none. Only counts leave; what is sealed or a juvenile's is not counted, so that no count tells of it.
CREATE FUNCTION basinet.count_training(fact text, since timestamptz, before timestamptz, exercises boolean)
RETURNS TABLE (sex text, place text, numerator bigint, denominator bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT 'result-value' = ANY ((basinet.subject_now()).types) IS TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'results are computed by those who keep them';
  END IF;
  RETURN QUERY SELECT n.body->>'sex', NULL::text, count(*) FILTER (WHERE CASE fact
      WHEN 'training.completed' THEN n.f_state = 'completed'
      WHEN 'training.passed' THEN n.f_state = 'completed' AND n.body->'passed' = 'true'
      ELSE n.body->'behaviour' = 'true' END),
      CASE fact
        WHEN 'training.passed' THEN count(*) FILTER (WHERE n.f_state = 'completed')
        WHEN 'training.behaviour' THEN count(*) FILTER (WHERE n.body->'behaviour' IN ('true', 'false')) END
    FROM basinet.r_nomination n JOIN basinet.r_course_edition e ON e.id::text = n.f_edition
    WHERE e.f_state = 'closed' AND e.f_until >= (since AT TIME ZONE 'UTC')::date::text AND e.f_until < (before AT TIME ZONE 'UTC')::date::text
      AND e.exercise = exercises AND n.owner = (basinet.subject_now()).nation AND n.exercise = exercises AND NOT n.sealed AND NOT n.juvenile
    GROUP BY 1 HAVING count(*) FILTER (WHERE CASE fact WHEN 'training.behaviour' THEN n.body->'behaviour' IN ('true', 'false')
      ELSE n.f_state = 'completed' END) > 0;
END $$;
REVOKE ALL ON FUNCTION basinet.count_training(text, timestamptz, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.count_training(text, timestamptz, timestamptz, boolean) TO basinet_app;
