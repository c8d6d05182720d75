-- Streams between nodes: what waits, what was sent, what came. Written and read by the network inside the node alone: an
-- officer's transaction sees none of it, and what a partner may read was sealed for that partner before it got here.
CREATE TABLE basinet.stream_out (
  peer text NOT NULL, lane smallint NOT NULL CHECK (lane BETWEEN 0 AND 3), seq bigint NOT NULL, hash bytea NOT NULL,
  acked bigint NOT NULL, credit bigint NOT NULL, receipt_at bigint NOT NULL, resync boolean NOT NULL,
  base_seq bigint NOT NULL, base_hash bytea NOT NULL, PRIMARY KEY (peer, lane)
);
CREATE TABLE basinet.envelope_out (
  hash bytea PRIMARY KEY, sealed bytea, gone text, meta jsonb NOT NULL, record uuid, agreement uuid, created bigint NOT NULL,
  CHECK ((sealed IS NULL) = (gone IS NOT NULL))
);
CREATE INDEX envelope_out_record ON basinet.envelope_out (record) WHERE sealed IS NOT NULL;
CREATE INDEX envelope_out_agreement ON basinet.envelope_out (agreement) WHERE sealed IS NOT NULL;
CREATE INDEX envelope_out_created ON basinet.envelope_out (created) WHERE sealed IS NOT NULL;
CREATE TABLE basinet.frame_pending (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, peer text NOT NULL, lane smallint NOT NULL, envelope bytea NOT NULL,
  track text, at bigint NOT NULL
);
CREATE INDEX frame_pending_next ON basinet.frame_pending (peer, lane, id);
CREATE INDEX frame_pending_envelope ON basinet.frame_pending (envelope);
CREATE INDEX frame_pending_track ON basinet.frame_pending (peer, lane, track) WHERE track IS NOT NULL;
CREATE TABLE basinet.frame_out (
  peer text NOT NULL, lane smallint NOT NULL, seq bigint NOT NULL, envelope bytea NOT NULL, hash bytea NOT NULL,
  PRIMARY KEY (peer, lane, seq)
);
CREATE INDEX frame_out_envelope ON basinet.frame_out (envelope);

CREATE TABLE basinet.stream_in (
  peer text NOT NULL, lane smallint NOT NULL CHECK (lane BETWEEN 0 AND 3), seq bigint NOT NULL, hash bytea NOT NULL, head bytea,
  PRIMARY KEY (peer, lane)
);
CREATE TABLE basinet.frame_in (
  peer text NOT NULL, lane smallint NOT NULL, seq bigint NOT NULL, envelope bytea NOT NULL, hash bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('applied', 'parked', 'refused', 'gone', 'missing', 'failed')), reason text,
  PRIMARY KEY (peer, lane, seq)
);
CREATE INDEX frame_in_open ON basinet.frame_in (peer, lane, state, seq) WHERE state IN ('missing', 'parked', 'failed');
CREATE INDEX frame_in_envelope ON basinet.frame_in (envelope);
CREATE TABLE basinet.envelope_in (hash bytea PRIMARY KEY, sealed bytea NOT NULL, record uuid, agreement uuid);
CREATE INDEX envelope_in_record ON basinet.envelope_in (record);
CREATE INDEX envelope_in_agreement ON basinet.envelope_in (agreement);
CREATE TABLE basinet.envelope_seen (peer text NOT NULL, id uuid NOT NULL, PRIMARY KEY (peer, id));

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['stream_out', 'envelope_out', 'frame_pending', 'frame_out', 'stream_in', 'frame_in', 'envelope_in',
    'envelope_seen'] LOOP
    EXECUTE format('ALTER TABLE basinet.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY network ON basinet.%I TO basinet_app
      USING ((SELECT starts_with((basinet.subject_now()).person, ''network:'')))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.%I TO basinet_app', name);
  END LOOP;
END $$;
