-- Which operations a count of the same fact and period holds, for the typed links of a computed value: ids alone, by the same rule as
-- basinet.count_interdictions. A link is shown only to who may read both its ends.
CREATE FUNCTION basinet.counted_interdictions(fact text, since timestamptz, before timestamptz, exercises boolean, most integer)
RETURNS TABLE (type text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT 'result-value' = ANY ((basinet.subject_now()).types) IS TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'results are computed by those who keep them';
  END IF;
  RETURN QUERY SELECT 'interdiction'::text, i.id FROM basinet.r_interdiction i
    WHERE i.f_state = 'ended' AND i.f_sighted_at >= since AND i.f_sighted_at < before
      AND i.owner = (basinet.subject_now()).nation AND i.exercise = exercises AND NOT i.sealed AND NOT i.juvenile
    ORDER BY i.f_sighted_at DESC, i.id LIMIT most;
END $$;
REVOKE ALL ON FUNCTION basinet.counted_interdictions(text, timestamptz, timestamptz, boolean, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.counted_interdictions(text, timestamptz, timestamptz, boolean, integer) TO basinet_app;
