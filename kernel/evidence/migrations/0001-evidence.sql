-- Bookkeeping of evidence files. Content lies in the chunk store, readable only with wrapped_key and the node's keyring;
-- who may see a file is decided by the record that refers to it, so no label is kept here and no plaintext hash either.
CREATE TABLE basinet.evidence_file (
  id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('uploading', 'finished', 'destroyed')),
  wrapped_key text,
  -- A person's id; null for the node itself.
  opened_by text,
  size_bytes bigint CHECK (size_bytes >= 0),
  offset_bytes bigint NOT NULL DEFAULT 0 CHECK (offset_bytes >= 0),
  chunk_count integer NOT NULL DEFAULT 0 CHECK (chunk_count >= 0),
  tail_index integer,
  tail_leaf_hash bytea CHECK (octet_length(tail_leaf_hash) = 32),
  tail_length integer CHECK (tail_length > 0),
  expires_at timestamptz NOT NULL,
  address bytea CHECK (octet_length(address) = 32),
  finished_at timestamptz,
  CHECK ((wrapped_key IS NULL) = (state = 'destroyed')),
  CHECK (state <> 'finished' OR (address IS NOT NULL AND finished_at IS NOT NULL AND size_bytes = offset_bytes AND tail_index IS NULL)),
  CHECK ((tail_index IS NULL) = (tail_leaf_hash IS NULL) AND (tail_index IS NULL) = (tail_length IS NULL))
);
CREATE INDEX evidence_file_expiring ON basinet.evidence_file (expires_at) WHERE state = 'uploading';
CREATE INDEX evidence_file_destroyed ON basinet.evidence_file (expires_at) WHERE state = 'destroyed';

CREATE TABLE basinet.evidence_chunk (
  file_id uuid NOT NULL REFERENCES basinet.evidence_file ON DELETE CASCADE,
  chunk_index integer NOT NULL CHECK (chunk_index >= 0),
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
  PRIMARY KEY (file_id, chunk_index)
);

-- Wrapped keys and sizes are the node's own business: a person's transaction sees none of it, and no subject sees nothing.
ALTER TABLE basinet.evidence_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY node ON basinet.evidence_file TO basinet_app
  USING ((SELECT starts_with((basinet.subject_now()).person, 'node:')));
ALTER TABLE basinet.evidence_chunk ENABLE ROW LEVEL SECURITY;
CREATE POLICY node ON basinet.evidence_chunk TO basinet_app
  USING ((SELECT starts_with((basinet.subject_now()).person, 'node:')));

GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.evidence_file TO basinet_app;
GRANT SELECT, INSERT ON basinet.evidence_chunk TO basinet_app;
