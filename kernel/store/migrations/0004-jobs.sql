-- Long work: queued in the asker's own transaction, taken by any worker process, seen while it runs.
CREATE TABLE basinet.job (
  id uuid PRIMARY KEY, kind text NOT NULL, payload jsonb NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  done bigint NOT NULL DEFAULT 0, total bigint, note text, attempts integer NOT NULL DEFAULT 0, attempts_max integer NOT NULL,
  run_at timestamptz NOT NULL, lease_until timestamptz, worker text, cancel_asked boolean NOT NULL DEFAULT false,
  created_by text NOT NULL, created_at timestamptz NOT NULL, started_at timestamptz, finished_at timestamptz,
  result jsonb, error text
);
CREATE INDEX job_waiting ON basinet.job (run_at) WHERE state IN ('queued', 'running');
CREATE INDEX job_of ON basinet.job (created_by, created_at DESC);
ALTER TABLE basinet.job ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON basinet.job FOR SELECT TO basinet_app
  USING (created_by = (SELECT (basinet.subject_now()).person) OR (SELECT 'job' = ANY ((basinet.subject_now()).types)));
CREATE POLICY ask ON basinet.job FOR INSERT TO basinet_app
  WITH CHECK (created_by = (SELECT (basinet.subject_now()).person) AND state = 'queued');
GRANT SELECT, INSERT ON basinet.job TO basinet_app;

-- One job for this worker, or none. A running job whose lease ran out belongs to a dead worker and is taken again.
CREATE FUNCTION basinet.job_take(me text, kinds text[], lease_seconds integer) RETURNS SETOF basinet.job
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.node_check();
  UPDATE basinet.job j SET state = 'running', worker = me, attempts = j.attempts + 1,
    lease_until = clock_timestamp() + make_interval(secs => lease_seconds), started_at = coalesce(j.started_at, clock_timestamp())
  WHERE j.id = (
    SELECT w.id FROM basinet.job w
    WHERE w.kind = ANY (kinds) AND w.attempts < w.attempts_max AND (
      (w.state = 'queued' AND w.run_at <= clock_timestamp()) OR (w.state = 'running' AND w.lease_until < clock_timestamp()))
    ORDER BY w.run_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING j.*;
$$;

-- Progress and lease renewal in one; false when the job was cancelled or belongs to another worker now.
CREATE FUNCTION basinet.job_progress(job_id uuid, me text, so_far bigint, of_total bigint, words text, lease_seconds integer)
RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.node_check();
  UPDATE basinet.job SET done = so_far, total = of_total, note = words,
    lease_until = clock_timestamp() + make_interval(secs => lease_seconds)
  WHERE id = job_id AND worker = me AND state = 'running' RETURNING NOT cancel_asked;
$$;

CREATE FUNCTION basinet.job_finish(job_id uuid, me text, outcome text, answer jsonb, words text, retry_seconds integer) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.node_check();
  UPDATE basinet.job SET
    state = CASE WHEN outcome = 'failed' AND attempts < attempts_max THEN 'queued' ELSE outcome END,
    run_at = clock_timestamp() + make_interval(secs => retry_seconds),
    finished_at = CASE WHEN outcome = 'failed' AND attempts < attempts_max THEN NULL ELSE clock_timestamp() END,
    result = answer, error = words, lease_until = NULL
  WHERE id = job_id AND worker = me AND state = 'running' RETURNING true;
$$;

-- Jobs that no worker finished and that have no attempt left are failed, so that nobody waits for them.
CREATE FUNCTION basinet.job_sweep() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.node_check();
  WITH lost AS (
    UPDATE basinet.job SET state = 'failed', finished_at = clock_timestamp(), error = 'the worker ended and no attempt is left'
    WHERE state = 'running' AND lease_until < clock_timestamp() AND attempts >= attempts_max RETURNING 1)
  SELECT count(*)::integer FROM lost;
$$;

CREATE FUNCTION basinet.job_cancel(job_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  UPDATE basinet.job SET cancel_asked = true,
    state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
    finished_at = CASE WHEN state = 'queued' THEN clock_timestamp() ELSE finished_at END
  WHERE id = job_id AND state IN ('queued', 'running') AND (created_by = s.person OR 'job' = ANY (s.types));
  RETURN FOUND;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA basinet FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.job_take, basinet.job_progress, basinet.job_finish, basinet.job_sweep, basinet.job_cancel TO basinet_app;
