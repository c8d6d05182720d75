-- An examination is its examiner's own until the second one has concluded too: by itself, in lists and in its history, which asks for
-- this row. Its title, which search and thread show, says whose seat it is and nothing else. The right is the bureau head's, who
-- therefore verifies nothing.
CREATE POLICY blind ON basinet.r_print_examination AS RESTRICTIVE FOR SELECT TO basinet_app USING (
  f_examiner = (SELECT (basinet.subject_now()).person)
  OR (SELECT 'print-examination-unblinded' = ANY ((basinet.subject_now()).types))
  OR EXISTS (SELECT 1 FROM basinet.r_print_comparison c
    WHERE c.id::text = f_comparison AND c.f_state IN ('agreed', 'disagreed', 'resolved'))
);

-- The first word, for the command that decides whether two agree; nothing before the second has concluded.
CREATE FUNCTION basinet.fingerprint_first_word(comparison uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT one.body->'conclusion'->>'word'
  FROM basinet.r_print_comparison c
  JOIN basinet.r_print_examination one ON one.id = (c.body->>'first')::uuid
  JOIN basinet.r_print_examination two ON two.id = (c.body->>'second')::uuid AND two.f_state = 'concluded'
  WHERE c.id = comparison AND two.f_examiner = (basinet.subject_now()).person
$$;
REVOKE ALL ON FUNCTION basinet.fingerprint_first_word(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.fingerprint_first_word(uuid) TO basinet_app;
