-- Expungement: everything a record said goes, in every table that holds some of it; the leaves of the audit log stay, and
-- verify, because they hold opaque ids and a salted hash of what is erased here.

CREATE INDEX command_result_record ON basinet.command_result ((receipt->>'recordId'));

-- One record with its history, search entry, links and details; no look at rights or holds. Never granted to a role.
CREATE FUNCTION basinet.expunge_one(kind text, target uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  short text := replace(kind, '-', '_');
  evidence uuid;
  last jsonb;
  realm text;
  entries bigint;
  revisions bigint;
  details bigint;
  waiting bigint;
BEGIN
  PERFORM basinet.subject_check();
  PERFORM set_config('basinet.expunging', 'yes', true);
  IF kind = 'file' THEN
    EXECUTE 'SELECT (body->>''evidence'')::uuid FROM basinet.r_file WHERE id = $1' INTO evidence USING target;
  END IF;
  EXECUTE format('DELETE FROM basinet.r_%s r WHERE id = $1 RETURNING to_jsonb(r) - ''body''', short) INTO last USING target;
  EXECUTE format('DELETE FROM basinet.h_%s WHERE id = $1', short) USING target;
  GET DIAGNOSTICS revisions = ROW_COUNT;
  PERFORM set_config('basinet.expunging', '', true);
  FOREACH realm IN ARRAY ARRAY['general', 'juvenile', 'witness', 'integrity'] LOOP
    EXECUTE format('DELETE FROM basinet.search_%s WHERE id = $1 AND type = $2', realm) USING target, kind;
    GET DIAGNOSTICS entries = ROW_COUNT;
    EXIT WHEN entries > 0;
  END LOOP;
  DELETE FROM basinet.link WHERE (from_id = target AND from_type = kind) OR (to_id = target AND to_type = kind);
  DELETE FROM basinet.audit_detail d USING basinet.audit_leaf l
    WHERE l.record_id = target::text AND d.id = (l.event::json->>'detailId')::uuid;
  GET DIAGNOSTICS details = ROW_COUNT;
  DELETE FROM basinet.audit_detail d USING basinet.pending_audit p
    WHERE p.event::json->>'record' = target::text AND d.id = (p.event::json->>'detailId')::uuid;
  GET DIAGNOSTICS waiting = ROW_COUNT;
  -- The command's id stays, so that a late repeat does not make the record again; its hash could be guessed at.
  UPDATE basinet.command_result SET receipt = receipt - 'output', input_hash = '\x'
    WHERE receipt->>'recordId' = target::text;
  DELETE FROM basinet.job j WHERE j.state IN ('done', 'failed', 'cancelled')
    AND (j.payload::text LIKE '%' || target || '%' OR j.result::text LIKE '%' || target || '%');
  -- The label alone outlives the record, so that those who could read it learn that it is gone, and nobody else.
  INSERT INTO basinet.pending_change (type, realm, record_id, rev, op, before, before_at)
    VALUES (kind, realm, target, (last->>'rev')::integer + 1, 'expunge', jsonb_populate_record(NULL::basinet.label, last),
      (last->>'updated_at')::timestamptz);
  RETURN jsonb_build_object('revisions', revisions, 'details', details + waiting, 'evidence', evidence);
END $$;

-- Expunges a record with its files and the approvals that quote it. Answers {outcome: done | absent | held | kept, …}.
-- "ordered": by an order of court or law, which alone shortens the time a record must be kept; nothing shortens a hold.
CREATE FUNCTION basinet.expunge(kind text, target uuid, ordered boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  short text := replace(kind, '-', '_');
  held text[];
  keep timestamptz;
  erase timestamptz;
  files uuid[] := '{}';
  file_holds boolean := false;
  quoting uuid[];
  quoted integer := 0;
  kept text;
  part jsonb;
  total jsonb;
  gone uuid[] := '{}';
  one uuid;
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
    EXECUTE 'SELECT coalesce(array_agg(f.id), ''{}''), coalesce(bool_or(f.holds <> ''{}''), false) FROM basinet.r_file f
             JOIN basinet.link l ON l.from_type = ''file'' AND l.from_id = f.id WHERE l.to_type = $1 AND l.to_id = $2'
      INTO files, file_holds USING kind, target;
  END IF;
  IF held <> '{}' OR file_holds THEN RETURN jsonb_build_object('outcome', 'held'); END IF;
  IF keep > s.at AND NOT ordered THEN RETURN jsonb_build_object('outcome', 'kept'); END IF;
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
  RETURN total - 'evidence' || jsonb_build_object('outcome', 'done', 'evidence', to_jsonb(gone),
    'files', cardinality(files), 'approvals', quoted);
END $$;

-- Records past their day of erasure that nothing holds and nothing asks to keep longer; for the node's own round.
CREATE FUNCTION basinet.due_for_erasure(kind text, most integer) RETURNS TABLE (id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT starts_with(s.person, 'node:') OR to_regclass('basinet.r_' || replace(kind, '-', '_')) IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT r.id FROM basinet.r_%s r WHERE r.erase_by <= $1 AND r.holds = ''{}'' AND (r.keep_until IS NULL OR r.keep_until <= $1)
     ORDER BY r.erase_by LIMIT $2', replace(kind, '-', '_')) USING s.at, least(most, 1000);
END $$;

REVOKE ALL ON FUNCTION basinet.expunge_one(text, uuid), basinet.expunge(text, uuid, boolean),
  basinet.due_for_erasure(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.expunge(text, uuid, boolean), basinet.due_for_erasure(text, integer) TO basinet_app;
