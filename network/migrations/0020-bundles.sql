-- Bundles carried by hand: how far each was taken in, and the serials given to and taken from each nation.
CREATE TABLE basinet.network_bundle_mark (
  id uuid PRIMARY KEY, messages integer NOT NULL, done boolean NOT NULL, at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX network_bundle_mark_at ON basinet.network_bundle_mark (at);
CREATE TABLE basinet.network_bundle_serial (
  peer text PRIMARY KEY, given bigint NOT NULL DEFAULT 0, taken bigint NOT NULL DEFAULT 0
);
DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['network_bundle_mark', 'network_bundle_serial'] LOOP
    EXECUTE format('ALTER TABLE basinet.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY network ON basinet.%I TO basinet_app
      USING ((SELECT starts_with((basinet.subject_now()).person, ''network:'')))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.%I TO basinet_app', name);
  END LOOP;
END $$;
