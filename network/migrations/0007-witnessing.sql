-- Red alarms about a nation's audit log, here found or told by a partner. Both notes are signed by the log accused.
CREATE TABLE basinet.network_alarm (
  id text PRIMARY KEY, origin text NOT NULL, kind text NOT NULL CHECK (kind IN ('split-view', 'rollback', 'fork')),
  weight text NOT NULL CHECK (weight IN ('proven', 'reported')), told_by text NOT NULL, body jsonb NOT NULL,
  at timestamptz NOT NULL, told boolean NOT NULL DEFAULT false, closed_at timestamptz, closed_because text
);
ALTER TABLE basinet.network_alarm ENABLE ROW LEVEL SECURITY;
CREATE POLICY network ON basinet.network_alarm TO basinet_app
  USING ((SELECT starts_with((basinet.subject_now()).person, 'network:')));
-- An alarm is closed by people, never forgotten: no DELETE.
GRANT SELECT, INSERT, UPDATE ON basinet.network_alarm TO basinet_app;

-- A restored node numbers nothing in its log before its witnesses were asked: kernel/backup/mark-restored.ts leaves the
-- sequencer's lease with the holder 'restored'.
CREATE FUNCTION basinet.log_restored() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.subject_check();
  SELECT EXISTS (SELECT FROM basinet.lease WHERE name = 'sequencer' AND holder = 'restored' AND until > clock_timestamp());
$$;

CREATE FUNCTION basinet.log_size() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.subject_check();
  SELECT coalesce(max(seq) + 1, 0) FROM basinet.audit_leaf;
$$;

-- Writes back what the witnesses know of this log and the backup does not: leaf hashes whose events are lost, and the tree over
-- them. The newest waiting event, which says what was lost, comes first after them. Only while the log is held as restored.
CREATE FUNCTION basinet.recover_log(first bigint, lost bytea[], lvls smallint[], idxs bigint[], contents bytea[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said basinet.pending_audit;
  before bigint;
BEGIN
  PERFORM basinet.subject_check();
  PERFORM 1 FROM basinet.lease WHERE name = 'sequencer' AND holder = 'restored' FOR UPDATE;
  IF NOT FOUND OR NOT starts_with((basinet.subject_now()).person, 'network:')
    OR first <> (SELECT coalesce(max(seq) + 1, 0) FROM basinet.audit_leaf) THEN
    RAISE EXCEPTION 'the log is not to be recovered' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  INSERT INTO basinet.audit_leaf (seq, event, leaf)
    SELECT first + n - 1, '{"v":1,"kind":"log.lost"}', hash FROM unnest(lost) WITH ORDINALITY AS l (hash, n);
  INSERT INTO basinet.audit_tile AS t (level, idx, hashes)
    SELECT * FROM unnest(lvls, idxs, contents)
    ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes
      WHERE octet_length(excluded.hashes) >= octet_length(t.hashes)
        AND substring(excluded.hashes FROM 1 FOR octet_length(t.hashes)) = t.hashes;
  SELECT min(id) - 1 INTO before FROM basinet.pending_audit;
  DELETE FROM basinet.pending_audit WHERE id = (SELECT max(id) FROM basinet.pending_audit) RETURNING * INTO said;
  INSERT INTO basinet.pending_audit (id, event, leaf) OVERRIDING SYSTEM VALUE VALUES (before, said.event, said.leaf);
END $$;

CREATE FUNCTION basinet.log_recovered() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.subject_check();
  UPDATE basinet.lease SET until = clock_timestamp() - interval '1 second'
    WHERE name = 'sequencer' AND holder = 'restored' AND starts_with((basinet.subject_now()).person, 'network:');
$$;

REVOKE ALL ON FUNCTION basinet.log_restored(), basinet.log_size(), basinet.log_recovered(),
  basinet.recover_log(bigint, bytea[], smallint[], bigint[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.log_restored(), basinet.log_size(), basinet.log_recovered(),
  basinet.recover_log(bigint, bytea[], smallint[], bigint[], bytea[]) TO basinet_app;
