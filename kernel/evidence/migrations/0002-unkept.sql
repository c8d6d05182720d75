-- Set when a record refers to the file; a finished one that none refers to is swept (kernel/files/sweep-unkept.ts).
ALTER TABLE basinet.evidence_file ADD COLUMN kept boolean NOT NULL DEFAULT false;
CREATE INDEX evidence_file_unkept ON basinet.evidence_file (finished_at) WHERE state = 'finished' AND NOT kept;
CREATE INDEX evidence_file_opened ON basinet.evidence_file (opened_by) WHERE state <> 'destroyed' AND NOT kept;

-- Opens an upload unless this person has `open_max` that are under way or finished and not kept. One person's requests wait for
-- one another, and the count is a statement of its own, so that it sees what the one before has opened.
CREATE FUNCTION basinet.evidence_open(
  upload uuid, wrapped text, size bigint, expires timestamptz, opener text, at timestamptz, open_max integer
) RETURNS boolean LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF opener IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('evidence ' || opener, 0));
    IF open_max <= (
      SELECT count(*) FROM basinet.evidence_file f WHERE f.opened_by = opener AND f.state <> 'destroyed' AND NOT f.kept
        AND (f.state = 'finished' OR f.expires_at > at)
    ) THEN RETURN false; END IF;
  END IF;
  INSERT INTO basinet.evidence_file (id, state, wrapped_key, size_bytes, expires_at, opened_by)
  VALUES (upload, 'uploading', wrapped, size, expires, opener);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION basinet.evidence_open(uuid, text, bigint, timestamptz, text, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.evidence_open(uuid, text, bigint, timestamptz, text, timestamptz, integer) TO basinet_app;
