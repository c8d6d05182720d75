-- A conclusion is its examiner's own until the second one has concluded too: by itself, in lists and in its history, which asks for
-- this row. Its title, which search and thread show, says whose seat it is and nothing else.
CREATE POLICY blind ON basinet.r_ballistic_examination AS RESTRICTIVE FOR SELECT TO basinet_app USING (
  f_examiner = (SELECT (basinet.subject_now()).person)
  OR EXISTS (SELECT 1 FROM basinet.r_ballistic_comparison c
    WHERE c.id::text = f_comparison AND c.f_state IN ('disagreed', 'concluded'))
);

-- The first word, for the command that decides whether two agree; nothing before the second has concluded.
CREATE FUNCTION basinet.ballistic_first_word(comparison uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT one.body->>'word'
  FROM basinet.r_ballistic_examination one
  JOIN basinet.r_ballistic_examination two ON two.f_comparison = one.f_comparison AND two.f_seat = 'second'
  WHERE one.f_comparison = comparison::text AND one.f_seat = 'first'
    AND two.f_examiner = (basinet.subject_now()).person
$$;
REVOKE ALL ON FUNCTION basinet.ballistic_first_word(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.ballistic_first_word(uuid) TO basinet_app;
