-- Which seizures a count of the same fact and period holds, for the typed links of a computed value: ids alone, by the same rule as
-- basinet.count_seizures. A link is shown only to who may read both its ends.
CREATE FUNCTION basinet.counted_seizures(fact text, since timestamptz, before timestamptz, exercises boolean, most integer)
RETURNS TABLE (type text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT 'result-value' = ANY ((basinet.subject_now()).types) IS TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'results are computed by those who keep them';
  END IF;
  RETURN QUERY SELECT 'seizure'::text, s.id FROM basinet.r_seizure s
    WHERE s.f_state <> 'annulled' AND s.f_seized_at >= since AND s.f_seized_at < before
      AND s.owner = (basinet.subject_now()).nation AND s.exercise = exercises AND NOT s.sealed AND NOT s.juvenile
      AND (fact = 'seizures.made' OR EXISTS (
        SELECT 1 FROM jsonb_array_elements(s.body->'items') item WHERE item->>'kind' = 'firearm'))
    ORDER BY s.f_seized_at DESC, s.id LIMIT most;
END $$;
REVOKE ALL ON FUNCTION basinet.counted_seizures(text, timestamptz, timestamptz, boolean, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.counted_seizures(text, timestamptz, timestamptz, boolean, integer) TO basinet_app;
