-- Sign-in and credentials. Every function here begins with node_only().

-- One account by name, by id, by passkey or by provider's subject: whatever is not asked for is null.
CREATE FUNCTION basinet.identity_account(by_name text, by_person uuid, by_passkey text, by_issuer text, by_subject text)
RETURNS TABLE (person uuid, version integer, body jsonb, password text, must_change boolean, totp text, totp_pending text,
  totp_step bigint, passkeys bigint, recovery_codes bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  RETURN QUERY
    SELECT p.id, p.version, p.body, c.password, coalesce(c.must_change, false), c.totp, c.totp_pending,
      coalesce(c.totp_step, -1),
      (SELECT count(*) FROM basinet_private.passkey k WHERE k.person = p.id),
      (SELECT count(*) FROM basinet_private.recovery_code r WHERE r.person = p.id)
    FROM basinet.r_person p LEFT JOIN basinet_private.credential c ON c.person = p.id
    WHERE p.f_username = by_name OR p.id = by_person
      OR p.id = (SELECT k.person FROM basinet_private.passkey k WHERE k.id = by_passkey)
      OR p.id = (SELECT b.person FROM basinet_private.oidc_binding b WHERE b.issuer = by_issuer AND b.subject = by_subject);
END $$;

-- Counts an attempt before it is judged, so that a hundred at once are a hundred. Answers when it is locked (then it was
-- not counted), else with the count and the lock that stands if it is refused.
CREATE FUNCTION basinet.identity_attempt(account bytea, address bytea, now timestamptz, account_delays integer[],
  address_delays integer[], address_window_seconds integer)
RETURNS TABLE (locked_until timestamptz, account_count integer, address_count integer, lock_next timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a basinet_private.attempt; d basinet_private.attempt; delay integer;
BEGIN
  PERFORM basinet_private.node_only();
  INSERT INTO basinet_private.attempt (key, failures, last_at) VALUES (account, 0, now) ON CONFLICT DO NOTHING;
  SELECT * INTO a FROM basinet_private.attempt t WHERE t.key = account FOR UPDATE;
  INSERT INTO basinet_private.attempt (key, failures, last_at) VALUES (address, 0, now) ON CONFLICT DO NOTHING;
  SELECT * INTO d FROM basinet_private.attempt t WHERE t.key = address FOR UPDATE;
  IF a.locked_until > now OR d.locked_until > now THEN
    locked_until := greatest(a.locked_until, d.locked_until);
    RETURN NEXT;
    RETURN;
  END IF;
  IF d.last_at < now - make_interval(secs => address_window_seconds) THEN d.failures := 0; END IF;
  delay := account_delays[least(a.failures + 1, array_length(account_delays, 1))];
  a.locked_until := CASE WHEN delay < 0 THEN 'infinity' WHEN delay = 0 THEN NULL ELSE now + make_interval(secs => delay) END;
  delay := address_delays[least(d.failures + 1, array_length(address_delays, 1))];
  d.locked_until := CASE WHEN delay = 0 THEN NULL ELSE now + make_interval(secs => delay) END;
  UPDATE basinet_private.attempt t SET failures = a.failures + 1, last_at = now, locked_until = a.locked_until
    WHERE t.key = account;
  UPDATE basinet_private.attempt t SET failures = d.failures + 1, last_at = now, locked_until = d.locked_until
    WHERE t.key = address;
  account_count := a.failures + 1;
  address_count := d.failures + 1;
  lock_next := a.locked_until;
  RETURN NEXT;
END $$;

-- The attempt was no refusal. A success forgets the account's count; otherwise (a second factor was asked for) only this
-- one is taken back. A lock that somebody else's attempt set meanwhile stays.
CREATE FUNCTION basinet.identity_attempt_undo(account bytea, account_count integer, address bytea, address_count integer,
  success boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  UPDATE basinet_private.attempt t SET failures = CASE WHEN success THEN 0 ELSE greatest(t.failures - 1, 0) END,
    locked_until = CASE WHEN success OR t.failures = account_count THEN NULL ELSE t.locked_until END WHERE t.key = account;
  UPDATE basinet_private.attempt t SET failures = greatest(t.failures - 1, 0),
    locked_until = CASE WHEN t.failures = address_count THEN NULL ELSE t.locked_until END WHERE t.key = address;
END $$;

CREATE FUNCTION basinet.identity_unlock(account bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  DELETE FROM basinet_private.attempt t WHERE t.key = account;
END $$;

CREATE FUNCTION basinet.identity_password_set(who uuid, sealed text, now timestamptz, change_next boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  INSERT INTO basinet_private.credential AS c (person, password, password_at, must_change)
    VALUES (who, sealed, now, change_next)
  ON CONFLICT (person) DO UPDATE SET password = excluded.password, password_at = excluded.password_at,
    must_change = excluded.must_change;
END $$;

CREATE FUNCTION basinet.identity_totp_begin(who uuid, sealed text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  INSERT INTO basinet_private.credential AS c (person, totp_pending) VALUES (who, sealed)
  ON CONFLICT (person) DO UPDATE SET totp_pending = excluded.totp_pending;
END $$;

-- The pending secret takes effect, together with a new set of recovery codes.
CREATE FUNCTION basinet.identity_totp_confirm(who uuid, pending text, step bigint, hashes bytea[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  UPDATE basinet_private.credential SET totp = totp_pending, totp_pending = NULL, totp_step = step
    WHERE person = who AND totp_pending = pending;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM basinet.identity_recovery_set(who, hashes);
  RETURN true;
END $$;

-- Each code once: true for the first to use this step or a later one.
CREATE FUNCTION basinet.identity_totp_use(who uuid, step bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  UPDATE basinet_private.credential SET totp_step = step WHERE person = who AND totp_step < step;
  RETURN FOUND;
END $$;

CREATE FUNCTION basinet.identity_recovery_set(who uuid, hashes bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  DELETE FROM basinet_private.recovery_code r WHERE r.person = who;
  INSERT INTO basinet_private.recovery_code (person, hash) SELECT who, unnest(hashes);
END $$;

CREATE FUNCTION basinet.identity_recovery_use(who uuid, used bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  DELETE FROM basinet_private.recovery_code r WHERE r.person = who AND r.hash = used;
  RETURN FOUND;
END $$;

CREATE FUNCTION basinet.identity_passkey_add(key_id text, who uuid, label text, public bytea, count bigint, via text[],
  device text, backup boolean, now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  INSERT INTO basinet_private.passkey (id, person, name, public_key, counter, transports, device_type, backed_up, made_at)
    VALUES (key_id, who, label, public, count, via, device, backup, now) ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

CREATE FUNCTION basinet.identity_passkeys(who uuid, key_id text) RETURNS SETOF basinet_private.passkey
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  RETURN QUERY SELECT * FROM basinet_private.passkey k WHERE k.person = who OR k.id = key_id ORDER BY k.made_at;
END $$;

-- WebAuthn Level 3 section 6.1.1: a counter that does not grow, where the authenticator keeps one, betrays a copy.
CREATE FUNCTION basinet.identity_passkey_used(key_id text, count bigint, now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  UPDATE basinet_private.passkey SET counter = count, used_at = now
    WHERE id = key_id AND (count > counter OR (count = 0 AND counter = 0));
  RETURN FOUND;
END $$;

CREATE FUNCTION basinet.identity_passkey_remove(key_id text, who uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  DELETE FROM basinet_private.passkey k WHERE k.id = key_id AND k.person = who;
  RETURN FOUND;
END $$;

CREATE FUNCTION basinet.identity_oidc_bind(from_issuer text, their_subject text, who uuid, now timestamptz, by text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  INSERT INTO basinet_private.oidc_binding (issuer, subject, person, bound_at, bound_by)
    VALUES (from_issuer, their_subject, who, now, by) ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

-- An invitation needs the approved grant to stand in the person's record and to be unused.
CREATE FUNCTION basinet.identity_link_add(link bytea, who uuid, what text, from_grant uuid, ends timestamptz, by text,
  now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  INSERT INTO basinet_private.one_use_link (hash, person, kind, grant_id, until, made_by)
    SELECT link, p.id, what, from_grant, ends, by FROM basinet.r_person p
    WHERE p.id = who AND p.f_state = 'active' AND (what = 'demo' OR (
      p.body->'invitation'->>'grant' = from_grant::text AND (p.body->'invitation'->>'until')::timestamptz > now))
    ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

-- First use wins. An invitation makes a person's credentials begin from nothing and ends every session they had.
CREATE FUNCTION basinet.identity_link_take(link bytea, now timestamptz, demo_allowed boolean)
RETURNS TABLE (person uuid, kind text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE l basinet_private.one_use_link;
BEGIN
  PERFORM basinet_private.node_only();
  UPDATE basinet_private.one_use_link o SET used_at = now
    WHERE o.hash = link AND o.used_at IS NULL AND o.until > now AND (o.kind <> 'demo' OR demo_allowed)
      AND EXISTS (SELECT 1 FROM basinet.r_person p WHERE p.id = o.person AND p.f_state = 'active')
    RETURNING * INTO l;
  IF NOT FOUND THEN RETURN; END IF;
  IF l.kind = 'invitation' THEN
    DELETE FROM basinet_private.passkey k WHERE k.person = l.person;
    DELETE FROM basinet_private.recovery_code r WHERE r.person = l.person;
    UPDATE basinet_private.credential c SET password = NULL, must_change = false, totp = NULL, totp_pending = NULL
      WHERE c.person = l.person;
    UPDATE basinet_private.session s SET ended_at = now, end_reason = 'credentials begun anew'
      WHERE s.person = l.person AND s.ended_at IS NULL;
  END IF;
  person := l.person;
  kind := l.kind;
  RETURN NEXT;
END $$;

-- True for the first to spend a challenge.
CREATE FUNCTION basinet.identity_challenge_spend(key bytea, ends timestamptz, now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  DELETE FROM basinet_private.challenge c WHERE c.until < now;
  INSERT INTO basinet_private.challenge (hash, until) VALUES (key, ends) ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

-- What is sealed by the node's key, page by page, for re-sealing after the key was rotated.
CREATE FUNCTION basinet.identity_sealed(after uuid, most integer)
RETURNS TABLE (person uuid, password text, totp text, totp_pending text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  RETURN QUERY SELECT c.person, c.password, c.totp, c.totp_pending FROM basinet_private.credential c
    WHERE (after IS NULL OR c.person > after) ORDER BY c.person LIMIT most;
END $$;

-- Puts a new seal in the place of the one that was read; a secret changed meanwhile stays as it is.
CREATE FUNCTION basinet.identity_reseal(who uuid, what text, before text, after text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM basinet_private.node_only();
  IF what = 'password' THEN
    UPDATE basinet_private.credential c SET password = after WHERE c.person = who AND c.password = before;
  ELSIF what = 'totp' THEN
    UPDATE basinet_private.credential c SET totp = after WHERE c.person = who AND c.totp = before;
  ELSIF what = 'totp_pending' THEN
    UPDATE basinet_private.credential c SET totp_pending = after WHERE c.person = who AND c.totp_pending = before;
  ELSE
    RAISE EXCEPTION 'nothing sealed is called %', what;
  END IF;
  RETURN FOUND;
END $$;
