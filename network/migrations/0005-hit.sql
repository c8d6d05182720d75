-- Hit/no-hit: outputs of own records by set, the updates of sets (own ones as sent, partners' as received), tokens spent by
-- whoever asks, and what followed a hit. Outputs are cut pseudorandom values; without the set's key they name nobody.
CREATE TABLE basinet.hit_output (
  class text NOT NULL, epoch bigint NOT NULL, record uuid NOT NULL, outputs text[] NOT NULL, type text,
  PRIMARY KEY (class, epoch, record)
);
CREATE TABLE basinet.hit_update (
  holder text NOT NULL, class text NOT NULL, epoch bigint NOT NULL, to_version bigint NOT NULL, body jsonb NOT NULL,
  PRIMARY KEY (holder, class, epoch, to_version)
);
CREATE TABLE basinet.hit_spent (
  epoch bigint NOT NULL, asker text NOT NULL, tokens bigint NOT NULL CHECK (tokens >= 0), PRIMARY KEY (epoch, asker)
);
CREATE TABLE basinet.hit_follow_up (question uuid PRIMARY KEY, body jsonb NOT NULL);

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['hit_output', 'hit_update', 'hit_spent', 'hit_follow_up'] LOOP
    EXECUTE format('ALTER TABLE basinet.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY network ON basinet.%I TO basinet_app
      USING ((SELECT starts_with((basinet.subject_now()).person, ''network:'')))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.%I TO basinet_app', name);
  END LOOP;
END $$;
