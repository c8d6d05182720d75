-- Sessions, names, and what the reports count. All but identity_names and identity_administrators begin with node_only().

CREATE FUNCTION basinet.identity_session_open(sid uuid, token bytea, who uuid, how text, lacks text, strong timestamptz,
  aim text, from_address text, from_agent text, now timestamptz, ends timestamptz, idle integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  INSERT INTO basinet_private.session (id, token_hash, person, method, "limit", strong_at, purpose, address, agent, opened_at,
    seen_at, until, idle_seconds)
    SELECT sid, token, p.id, how, lacks, strong, aim, from_address, from_agent, now, now, ends, idle
    FROM basinet.r_person p WHERE p.id = who AND p.f_state = 'active';
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO basinet_private.credential AS c (person, last_sign_in) VALUES (who, now)
    ON CONFLICT (person) DO UPDATE SET last_sign_in = excluded.last_sign_in;
  RETURN true;
END $$;

-- The running session behind a token, with everything a subject is made of, in one call. A token that was just replaced
-- serves for the requests already under way. seen_at is written once a minute, not once a request.
CREATE FUNCTION basinet.identity_session_find(token bytea, now timestamptz, active boolean)
RETURNS TABLE (session jsonb, replaced boolean, person jsonb, version integer, agency_name text, unit_name text,
  language text, widened jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet_private.session;
BEGIN
  PERFORM basinet_private.node_only();
  SELECT * INTO s FROM basinet_private.session t
    WHERE (t.token_hash = token OR (t.previous_hash = token AND t.previous_until > now))
      AND t.ended_at IS NULL AND t.until > now AND t.seen_at + make_interval(secs => t.idle_seconds) > now;
  IF NOT FOUND THEN RETURN; END IF;
  -- The new token has arrived at its browser, so the old one is needed only for what is still under way.
  IF s.token_hash = token AND s.previous_until > now + interval '10 seconds' THEN
    UPDATE basinet_private.session t SET previous_until = now + interval '10 seconds'
      WHERE t.id = s.id AND t.token_hash = token AND t.previous_until > now + interval '10 seconds';
  END IF;
  IF active AND s.seen_at < now - interval '1 minute' THEN
    UPDATE basinet_private.session t SET seen_at = now WHERE t.id = s.id AND t.seen_at < now;
  END IF;
  RETURN QUERY
    SELECT to_jsonb(s) - 'token_hash' - 'previous_hash' - 'previous_until', s.token_hash <> token, p.body, p.version,
      (SELECT a.title FROM basinet.r_agency a WHERE a.id = p.f_agency::uuid),
      (SELECT u.title FROM basinet.r_unit u WHERE u.id = p.f_unit::uuid),
      (SELECT c.language FROM basinet_private.credential c WHERE c.person = p.id),
      coalesce((SELECT jsonb_agg(g.body) FROM basinet.r_break_glass g
        WHERE g.f_person = p.id::text AND g.f_state = 'open' AND g.f_until > now), '[]')
    FROM basinet.r_person p WHERE p.id = s.person AND p.f_state = 'active';
END $$;

-- Replaces the token; only for whoever shows the current one, so that of two requests at once only one does it.
CREATE FUNCTION basinet.identity_session_rotate(sid uuid, current bytea, fresh bytea, grace timestamptz, lacks text,
  strong timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  UPDATE basinet_private.session t SET previous_hash = t.token_hash, previous_until = grace, token_hash = fresh,
    rotate_due = false, "limit" = lacks, strong_at = coalesce(strong, t.strong_at)
    WHERE t.id = sid AND t.token_hash = current AND t.ended_at IS NULL;
  RETURN FOUND;
END $$;

CREATE FUNCTION basinet.identity_session_purpose(sid uuid, aim text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  UPDATE basinet_private.session t SET purpose = aim WHERE t.id = sid AND t.ended_at IS NULL;
  RETURN FOUND;
END $$;

-- Ends one session of a person, or all but one (keep), or all (both null); answers how many.
CREATE FUNCTION basinet.identity_session_end(who uuid, sid uuid, keep uuid, why text, now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer;
BEGIN
  PERFORM basinet_private.node_only();
  UPDATE basinet_private.session t SET ended_at = now, end_reason = why
    WHERE t.person = who AND t.ended_at IS NULL AND (sid IS NULL OR t.id = sid) AND t.id IS DISTINCT FROM keep;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

CREATE FUNCTION basinet.identity_session_list(who uuid, now timestamptz) RETURNS SETOF jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  RETURN QUERY SELECT to_jsonb(t) - 'token_hash' - 'previous_hash' - 'previous_until' FROM basinet_private.session t
    WHERE t.person = who AND t.ended_at IS NULL AND t.until > now
      AND t.seen_at + make_interval(secs => t.idle_seconds) > now
    ORDER BY t.seen_at DESC LIMIT 200;
END $$;

-- Sessions and attempts that no longer matter; what happened stays in the log.
CREATE FUNCTION basinet.identity_sweep(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE gone integer;
BEGIN
  PERFORM basinet_private.node_only();
  DELETE FROM basinet_private.session t WHERE t.until < before OR t.ended_at < before;
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM basinet_private.attempt t WHERE t.last_at < before AND t.locked_until IS DISTINCT FROM 'infinity';
  DELETE FROM basinet_private.one_use_link t WHERE t.until < before;
  RETURN gone;
END $$;

CREATE FUNCTION basinet.identity_language(who uuid, chosen text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  INSERT INTO basinet_private.credential AS c (person, language) VALUES (who, chosen)
    ON CONFLICT (person) DO UPDATE SET language = excluded.language;
END $$;

-- Name, rank and unit of colleagues, for anybody of this nation who is signed in: no right, no state, no username.
CREATE FUNCTION basinet.identity_names(ids uuid[]) RETURNS TABLE (id uuid, name text, rank text, unit text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT p.id, p.body->>'name', p.body->>'rank',
      (SELECT u.title FROM basinet.r_unit u WHERE u.id = p.f_unit::uuid)
    FROM basinet.r_person p WHERE p.id = ANY (ids) AND p.owner = s.nation LIMIT 500;
END $$;

-- How many people ever held the role of administrator, and how many do now: a count, for the rules of appointment.
CREATE FUNCTION basinet.identity_administrators() RETURNS TABLE (ever bigint, active bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (basinet.subject_now()).person IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT
    (SELECT count(DISTINCT h.id) FROM basinet.h_person h WHERE h.body->'rights'->'roles' ? 'administrator'),
    (SELECT count(*) FROM basinet.r_person p WHERE p.body->'rights'->'roles' ? 'administrator' AND p.f_state = 'active');
END $$;

-- Everybody with what the account reports compare. Asked for by the node after it checked who asks.
CREATE FUNCTION basinet.identity_people(most integer)
RETURNS TABLE (id uuid, version integer, body jsonb, made_at timestamptz, last_sign_in timestamptz, appointed_alone boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  RETURN QUERY SELECT p.id, p.version, p.body, p.created_at, c.last_sign_in,
      EXISTS (SELECT 1 FROM basinet.h_person h WHERE h.id = p.id AND h.command IN ('person.appoint-second', 'node.recovery'))
    FROM basinet.r_person p LEFT JOIN basinet_private.credential c ON c.person = p.id ORDER BY p.id LIMIT most;
END $$;

CREATE FUNCTION basinet.identity_postings(most integer) RETURNS TABLE (id uuid, version integer, body jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  RETURN QUERY SELECT p.id, p.version, p.body FROM basinet.r_posting p WHERE p.f_state = 'current' ORDER BY p.id LIMIT most;
END $$;

-- Who made and who approved, without what: the report does not open the content of what was approved.
CREATE FUNCTION basinet.identity_duties(since timestamptz, before timestamptz, most integer)
RETURNS TABLE (maker text, checker text, command text, state text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  RETURN QUERY SELECT a.body->>'maker', a.body->>'checker', a.body->>'command', a.body->>'state', a.updated_at
    FROM (SELECT g.body, g.f_state, g.updated_at FROM basinet.r_approval g
        UNION ALL SELECT j.body, j.f_state, j.updated_at FROM basinet.r_approval_juvenile j
        UNION ALL SELECT w.body, w.f_state, w.updated_at FROM basinet.r_approval_witness w
        UNION ALL SELECT i.body, i.f_state, i.updated_at FROM basinet.r_approval_integrity i) a
    WHERE a.f_state <> 'pending' AND a.updated_at >= since AND a.updated_at < before
    ORDER BY a.updated_at DESC LIMIT most;
END $$;

REVOKE ALL ON FUNCTION basinet_private.node_only() FROM PUBLIC;
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'basinet'::regnamespace AND p.proname LIKE 'identity\_%'
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    IF f::text <> 'identity_person_changed()' AND f::text <> 'basinet.identity_person_changed()' THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO basinet_app', f);
    END IF;
  END LOOP;
END $$;
