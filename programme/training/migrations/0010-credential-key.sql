-- The key that certificates are signed with, sealed by the keyring: one row, for the node's own hands alone.
CREATE TABLE basinet.credential_key (
  id smallint PRIMARY KEY CHECK (id = 1),
  sealed text NOT NULL
);
ALTER TABLE basinet.credential_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY node ON basinet.credential_key TO basinet_app
  USING ((SELECT (basinet.subject_now()).person = 'node:' || (basinet.subject_now()).nation))
  WITH CHECK ((SELECT (basinet.subject_now()).person = 'node:' || (basinet.subject_now()).nation));
GRANT SELECT, INSERT ON basinet.credential_key TO basinet_app;
