-- What an expungement takes along, in a function of its own, so that a restore does exactly the same again.

-- One record with its files and the approvals that quote it; no look at rights or holds. Never granted to a role.
CREATE FUNCTION basinet.expunge_whole(kind text, target uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  files uuid[] := '{}';
  quoting uuid[];
  quoted integer := 0;
  kept text;
  part jsonb;
  total jsonb;
  gone uuid[] := '{}';
  one uuid;
  there boolean;
BEGIN
  PERFORM basinet.subject_check();
  -- A restored database may be from before the record was made.
  EXECUTE format('SELECT EXISTS (SELECT FROM basinet.r_%s WHERE id = $1)', replace(kind, '-', '_')) INTO there USING target;
  IF NOT there THEN
    RETURN jsonb_build_object('revisions', 0, 'details', 0, 'evidence', '[]'::jsonb, 'files', 0, 'approvals', 0);
  END IF;
  IF to_regclass('basinet.r_file') IS NOT NULL AND kind <> 'file' THEN
    EXECUTE 'SELECT coalesce(array_agg(DISTINCT f.id), ''{}'') FROM basinet.r_file f
             JOIN basinet.link l ON l.from_type = ''file'' AND l.from_id = f.id WHERE l.to_type = $1 AND l.to_id = $2'
      INTO files USING kind, target;
  END IF;
  total := basinet.expunge_one(kind, target);
  IF total->>'evidence' IS NOT NULL THEN gone := gone || (total->>'evidence')::uuid; END IF;
  FOREACH one IN ARRAY files LOOP
    part := basinet.expunge_one('file', one);
    IF part->>'evidence' IS NOT NULL THEN gone := gone || (part->>'evidence')::uuid; END IF;
  END LOOP;
  -- An approval keeps the input it was asked with. The one being decided now is the proof of this and quotes nothing.
  FOREACH kept IN ARRAY ARRAY['approval', 'approval-juvenile', 'approval-witness', 'approval-integrity'] LOOP
    EXECUTE format('SELECT coalesce(array_agg(id), ''{}'') FROM basinet.r_%s
      WHERE f_record_id = $1 AND body->>''recordType'' = $2 AND f_command <> $2 || ''.expunge''', replace(kept, '-', '_'))
      INTO quoting USING target::text, kind;
    FOREACH one IN ARRAY quoting LOOP PERFORM basinet.expunge_one(kept, one); END LOOP;
    quoted := quoted + cardinality(quoting);
  END LOOP;
  RETURN total - 'evidence' || jsonb_build_object('evidence', to_jsonb(gone), 'files', cardinality(files), 'approvals', quoted);
END $$;

CREATE OR REPLACE FUNCTION basinet.expunge(kind text, target uuid, ordered boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  short text := replace(kind, '-', '_');
  held text[];
  keep timestamptz;
  erase timestamptz;
  file_holds boolean := false;
BEGIN
  IF kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || short) IS NULL THEN
    RETURN jsonb_build_object('outcome', 'absent');
  END IF;
  EXECUTE format('SELECT holds, keep_until, erase_by FROM basinet.r_%s WHERE id = $1 FOR UPDATE', short)
    INTO held, keep, erase USING target;
  IF s.person IS NULL OR NOT coalesce('expunge' = ANY (s.types) OR (starts_with(s.person, 'node:') AND erase <= s.at), false) THEN
    RAISE EXCEPTION 'expunging is for those who hold the right' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF held IS NULL THEN RETURN jsonb_build_object('outcome', 'absent'); END IF;
  IF to_regclass('basinet.r_file') IS NOT NULL AND kind <> 'file' THEN
    EXECUTE 'SELECT coalesce(bool_or(f.holds <> ''{}''), false) FROM basinet.r_file f
             JOIN basinet.link l ON l.from_type = ''file'' AND l.from_id = f.id WHERE l.to_type = $1 AND l.to_id = $2'
      INTO file_holds USING kind, target;
  END IF;
  IF held <> '{}' OR file_holds THEN RETURN jsonb_build_object('outcome', 'held'); END IF;
  IF keep > s.at AND NOT ordered THEN RETURN jsonb_build_object('outcome', 'kept'); END IF;
  RETURN basinet.expunge_whole(kind, target) || jsonb_build_object('outcome', 'done');
END $$;

REVOKE ALL ON FUNCTION basinet.expunge_whole(text, uuid) FROM PUBLIC;
