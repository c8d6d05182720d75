-- Hit/no-hit in a running node: keys of own sets (sealed), what an asker keeps sealed to open its answer and for its own
-- oversight, partners' public keys by set. For the network inside the node alone.
CREATE INDEX hit_output_found ON basinet.hit_output USING gin (outputs);
CREATE TABLE basinet.hit_key (
  class text NOT NULL, epoch bigint NOT NULL, sealed text NOT NULL, PRIMARY KEY (class, epoch)
);
CREATE TABLE basinet.hit_partner_key (
  holder text NOT NULL, class text NOT NULL, epoch bigint NOT NULL, public_key bytea NOT NULL, output_bytes smallint NOT NULL,
  PRIMARY KEY (holder, class, epoch)
);
CREATE TABLE basinet.hit_asked (
  id uuid PRIMARY KEY, question uuid NOT NULL, nation text NOT NULL, class text NOT NULL, epoch bigint NOT NULL, sealed text NOT NULL,
  outputs text[], told text, at timestamptz NOT NULL,
  UNIQUE (question, nation)
);
-- Questions answered here, for whom and for what; and whether what a person decided after a hit was told.
CREATE TABLE basinet.hit_answered (
  id uuid NOT NULL, nation text NOT NULL, unit text NOT NULL, purpose text NOT NULL, decided boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL, PRIMARY KEY (id, nation)
);
-- What was confirmed between two nations: the record may go as core data, although its kind is shared by hit alone.
CREATE TABLE basinet.hit_confirmed (
  holder text NOT NULL, requester text NOT NULL, question uuid NOT NULL, type text NOT NULL, record uuid NOT NULL,
  at timestamptz NOT NULL, PRIMARY KEY (holder, requester, question, type, record)
);

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['hit_key', 'hit_partner_key', 'hit_asked', 'hit_answered', 'hit_confirmed'] LOOP
    EXECUTE format('ALTER TABLE basinet.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY network ON basinet.%I TO basinet_app
      USING ((SELECT starts_with((basinet.subject_now()).person, ''network:'')))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.%I TO basinet_app', name);
  END LOOP;
END $$;

-- Content of probes, ours until it is sent and partners' until they are answered. An officer's command puts one in; only the
-- network reads it.
CREATE TABLE basinet.probe_content (id uuid PRIMARY KEY, format text NOT NULL, bytes bytea NOT NULL);
ALTER TABLE basinet.probe_content ENABLE ROW LEVEL SECURITY;
CREATE POLICY makers ON basinet.probe_content FOR INSERT TO basinet_app
  WITH CHECK ((SELECT (basinet.subject_now()).person IS NOT NULL));
CREATE POLICY network ON basinet.probe_content TO basinet_app
  USING ((SELECT starts_with((basinet.subject_now()).person, 'network:')));
GRANT SELECT, INSERT, DELETE ON basinet.probe_content TO basinet_app;
CREATE TABLE basinet.probe_sent (
  id uuid PRIMARY KEY, probe uuid NOT NULL, nation text NOT NULL, at timestamptz NOT NULL, UNIQUE (probe, nation)
);
CREATE TABLE basinet.probe_here (
  id uuid NOT NULL, nation text NOT NULL, request uuid NOT NULL, told boolean NOT NULL DEFAULT false, PRIMARY KEY (id, nation)
);
DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['probe_sent', 'probe_here'] LOOP
    EXECUTE format('ALTER TABLE basinet.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY network ON basinet.%I TO basinet_app
      USING ((SELECT starts_with((basinet.subject_now()).person, ''network:'')))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.%I TO basinet_app', name);
  END LOOP;
END $$;
