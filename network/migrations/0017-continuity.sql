-- Copies whose owner cannot be heard live on: for the agreement's days of grace, or until the owner's standing order says. Set
-- while that is so; the lease itself stays as it was.
ALTER TABLE basinet.network_copy ADD COLUMN graced boolean NOT NULL DEFAULT false;
CREATE INDEX network_copy_lease ON basinet.network_copy (lease_until) WHERE NOT paused;
CREATE INDEX network_copy_graced ON basinet.network_copy (owner) WHERE graced;
-- Standing orders: of ours as they were signed, of partners as they came; the newest of an owner for an agreement counts.
CREATE TABLE basinet.network_continuity (
  owner text NOT NULL, agreement uuid NOT NULL, version integer NOT NULL, until timestamptz NOT NULL, at timestamptz NOT NULL,
  statement bytea NOT NULL, PRIMARY KEY (owner, agreement, version)
);
ALTER TABLE basinet.network_continuity ENABLE ROW LEVEL SECURITY;
CREATE POLICY network ON basinet.network_continuity TO basinet_app
  USING ((SELECT starts_with((basinet.subject_now()).person, 'network:')));
GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.network_continuity TO basinet_app;
