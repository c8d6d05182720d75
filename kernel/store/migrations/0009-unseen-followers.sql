-- A record's files and approvals take its narrower label also where they lie out of the sight of who gave it. The giver learns
-- nothing of them; they are never widened. What the giver saw has been followed already, and is left out by its id.

CREATE FUNCTION basinet.narrow_unseen(follower text, kind text, target uuid, seen uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
  is_file boolean := follower = 'file';
  short text := replace(follower, '-', '_');
  strictness text[] := ARRAY['listed', 'ask-owner', 'none'];
  r record;
  f record;
  n record;
BEGIN
  IF follower <> ALL (ARRAY['file', 'approval', 'approval-juvenile', 'approval-witness', 'approval-integrity'])
    OR kind !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' OR to_regclass('basinet.r_' || short) IS NULL
    OR to_regclass('basinet.r_' || replace(kind, '-', '_')) IS NULL THEN
    RETURN;
  END IF;
  -- Only a record of one's own nation that this very transaction has written leads anything.
  EXECUTE format('SELECT owner, class, release_to, display_only, handling, purposes, personal, juvenile, sealed, holds, lease_until, onward,
      exercise, updated_at, updated_by, reason, command FROM basinet.r_%s WHERE id = $1 AND owner = $2 AND xmin = pg_current_xact_id()::xid',
    replace(kind, '-', '_')) INTO r USING target, s.nation;
  IF r.owner IS NULL THEN RETURN; END IF;
  FOR f IN EXECUTE format('SELECT id, rev, owner, class, release_to, display_only, handling, purposes, personal, juvenile, sealed, holds, lease_until,
      onward, exercise FROM basinet.r_%s WHERE owner = $1 AND id <> ALL ($4) AND %s FOR UPDATE', short,
      CASE WHEN is_file THEN $q$f_about_id = $2 AND body->'about'->>'type' = $3$q$
        ELSE $q$f_record_id = $2 AND body->>'recordType' = $3$q$ END)
    USING s.nation, target::text, kind, seen
  LOOP
    SELECT f.id, f.rev, f.owner, greatest(f.class, r.class) AS class,
      ARRAY(SELECT x FROM unnest(f.release_to) x WHERE x = ANY (r.release_to) OR x = r.owner) AS release_to,
      ARRAY(SELECT DISTINCT x FROM unnest(f.display_only || f.release_to) x WHERE x = ANY (r.display_only || r.release_to)
        AND NOT (x = ANY (f.release_to) AND x = ANY (r.release_to)) ORDER BY x) AS display_only,
      ARRAY(SELECT DISTINCT x FROM unnest(f.handling || r.handling) x ORDER BY x) AS handling,
      -- A file that shares no purpose with its record is for nobody (kernel/contract/label-algebra.ts); an approval is the record's.
      CASE WHEN r.purposes = '{}' THEN f.purposes WHEN f.purposes = '{}' THEN r.purposes
        WHEN f.purposes && r.purposes THEN ARRAY(SELECT DISTINCT x FROM unnest(f.purposes) x WHERE x = ANY (r.purposes) ORDER BY x)
        WHEN is_file THEN ARRAY['no-common-purpose'] ELSE r.purposes END AS purposes,
      f.personal OR r.personal AS personal, f.juvenile OR r.juvenile AS juvenile, f.sealed OR r.sealed AS sealed,
      CASE WHEN is_file THEN ARRAY(SELECT DISTINCT x FROM unnest(f.holds || r.holds) x ORDER BY x) ELSE f.holds END AS holds,
      least(f.lease_until, r.lease_until) AS lease_until,
      strictness[greatest(array_position(strictness, f.onward), array_position(strictness, r.onward))] AS onward,
      f.exercise OR r.exercise AS exercise
      INTO n;
    CONTINUE WHEN n IS NOT DISTINCT FROM f;
    EXECUTE format('UPDATE basinet.r_%s SET rev = $2, class = $3, release_to = $4, display_only = $5, handling = $6, purposes = $7,
        personal = $8, juvenile = $9, sealed = $10, holds = $11, lease_until = $12, onward = $13, exercise = $14, updated_at = $15,
        updated_by = $16, reason = $17, command = $18 WHERE id = $1', short)
      USING f.id, f.rev + 1, n.class, n.release_to, n.display_only, n.handling, n.purposes, n.personal, n.juvenile, n.sealed, n.holds,
        n.lease_until, n.onward, n.exercise, r.updated_at, r.updated_by, r.reason, r.command;
    IF is_file THEN PERFORM basinet.narrow_unseen('approval', 'file', f.id, '{}'); END IF;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION basinet.narrow_unseen(text, text, uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.narrow_unseen(text, text, uuid, uuid[]) TO basinet_app;
