-- The kernel's own tables. Applied by the migration login, which owns everything; the application's login owns nothing.
-- Group role: the application's login is made a member of it, so that the same grants serve any login name.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'basinet_app') THEN
    CREATE ROLE basinet_app NOLOGIN NOBYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE;
  END IF;
END $$;

CREATE SCHEMA basinet;
CREATE SCHEMA basinet_private;
REVOKE ALL ON SCHEMA basinet_private FROM PUBLIC;
GRANT USAGE ON SCHEMA basinet TO basinet_app;

-- HMAC-SHA256 key of the subject seal, kept as the two padded blocks of RFC 2104 so that core PostgreSQL suffices.
CREATE TABLE basinet_private.subject_key (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  inner_pad bytea NOT NULL CHECK (octet_length(inner_pad) = 64),
  outer_pad bytea NOT NULL CHECK (octet_length(outer_pad) = 64)
);

CREATE TYPE basinet.subject AS (
  person text, nation text, clearance smallint, handling text[], purpose text, juvenile boolean, sealed boolean,
  vetted_until timestamptz, types text[], realms text[], oversight boolean, at timestamptz
);

-- Names this transaction: no two have one name, and none keeps it when it ends. The start is that of the statement that
-- began it, so a seal must be made for a transaction that is begun on its own.
CREATE FUNCTION basinet.this_transaction() RETURNS text LANGUAGE sql STABLE
RETURN pg_backend_pid() || '@' || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint;

-- The sealed subject of this transaction, or NULL. The seal is checked at every statement, because any role may set a
-- custom parameter; only the holder of the key can seal one. The transaction inside it (process and moment of its start, which
-- PostgreSQL alone sets) stops replay on another connection and in any later transaction of the same one.
CREATE FUNCTION basinet.subject_now() RETURNS basinet.subject
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  raw text := current_setting('basinet.subject', true);
  seal text := current_setting('basinet.seal', true);
  key basinet_private.subject_key;
  j jsonb;
  s basinet.subject;
BEGIN
  IF raw IS NULL OR raw = '' OR seal IS NULL OR seal = '' THEN RETURN NULL; END IF;
  SELECT * INTO key FROM basinet_private.subject_key;
  IF key.inner_pad IS NULL THEN RETURN NULL; END IF;
  IF encode(sha256(key.outer_pad || sha256(key.inner_pad || convert_to(raw, 'UTF8'))), 'hex') IS DISTINCT FROM seal THEN
    RETURN NULL;
  END IF;
  j := raw::jsonb;
  IF j->>'transaction' IS DISTINCT FROM basinet.this_transaction() THEN RETURN NULL; END IF;
  s.person := j->>'person';
  s.nation := j->>'nation';
  s.clearance := (j->>'clearance')::smallint;
  s.handling := ARRAY(SELECT jsonb_array_elements_text(j->'handling'));
  s.purpose := j->>'purpose';
  s.juvenile := (j->>'juvenile')::boolean;
  s.sealed := (j->>'sealed')::boolean;
  s.vetted_until := (j->>'vettedUntil')::timestamptz;
  s.types := ARRAY(SELECT jsonb_array_elements_text(j->'types'));
  s.realms := ARRAY(SELECT jsonb_array_elements_text(j->'realms'));
  s.oversight := (j->>'oversight')::boolean;
  s.at := (j->>'at')::timestamptz;
  RETURN s;
END $$;

-- First line of every function that acts with the owner's rights and asks for no right of its own. The owner's own login
-- (migrations, repair) is let through: it can do all of it anyway.
CREATE FUNCTION basinet.subject_check() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user <> current_user AND (basinet.subject_now()).person IS NULL THEN
    RAISE EXCEPTION 'no subject' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- The same for what only the node and its services do (numbers, leases, time, jobs): a person's subject is not enough, so that SQL
-- slipped into a person's transaction can neither forge a checkpoint nor push the trusted time ahead nor read a job.
CREATE FUNCTION basinet.node_check() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s basinet.subject := basinet.subject_now();
BEGIN
  -- Machines are named so in the code that seals them; a person's name is a UUID.
  IF session_user <> current_user AND (s.person IS NULL OR s.person !~ '^(node|service):') THEN
    RAISE EXCEPTION 'this is for the node itself' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

CREATE FUNCTION basinet.enter(raw text, seal text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('basinet.subject', raw, true), set_config('basinet.seal', seal, true);
  IF (basinet.subject_now()).person IS NULL THEN
    RAISE EXCEPTION 'subject refused' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- Typed references between records: the golden thread. Read only through basinet.thread.
CREATE TABLE basinet.link (
  from_type text NOT NULL, from_id uuid NOT NULL, field text NOT NULL, to_type text NOT NULL, to_id uuid NOT NULL,
  PRIMARY KEY (from_id, field, to_id, from_type, to_type)
);
CREATE INDEX link_to ON basinet.link (to_id, to_type);

-- Rows written in a command's transaction and numbered after commit by the sequencer: nobody tails by insertion id. Read
-- only through basinet.changes_after, which tells each subject of what it may read and of what it could.
CREATE TABLE basinet.pending_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, type text NOT NULL, realm text NOT NULL, record_id uuid NOT NULL,
  rev integer NOT NULL, op text NOT NULL
);
CREATE TABLE basinet.change (
  seq bigint PRIMARY KEY, type text NOT NULL, realm text NOT NULL, record_id uuid NOT NULL, rev integer NOT NULL,
  op text NOT NULL, at timestamptz NOT NULL
);
CREATE INDEX change_at ON basinet.change (at);

-- Audit: the event holds opaque ids and the salted hash of its details; details and salt can be erased, the leaf stays.
-- What they are about is repeated beside them, because it decides who may read them (basinet.detail_open).
CREATE TABLE basinet.audit_detail (
  id uuid PRIMARY KEY, salt bytea NOT NULL, details text NOT NULL, kind text NOT NULL, realm text NOT NULL, type text,
  record text
);
CREATE TABLE basinet.pending_audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event text NOT NULL, leaf bytea NOT NULL CHECK (octet_length(leaf) = 32)
);
CREATE TABLE basinet.audit_leaf (
  seq bigint PRIMARY KEY, event text NOT NULL, leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
  kind text GENERATED ALWAYS AS (event::json->>'kind') STORED,
  actor text GENERATED ALWAYS AS (event::json->>'actor') STORED,
  record_id text GENERATED ALWAYS AS (event::json->>'record') STORED
);
CREATE INDEX audit_leaf_hash ON basinet.audit_leaf USING hash (leaf);
CREATE INDEX audit_leaf_record ON basinet.audit_leaf (record_id, seq) WHERE record_id IS NOT NULL;
CREATE INDEX audit_leaf_kind ON basinet.audit_leaf (kind, seq);
CREATE INDEX audit_leaf_actor ON basinet.audit_leaf (actor, seq);
-- Full and partial tiles of 256 hashes (C2SP tlog-tiles); level 0 holds leaf hashes.
CREATE TABLE basinet.audit_tile (
  level smallint NOT NULL, idx bigint NOT NULL, hashes bytea NOT NULL, PRIMARY KEY (level, idx)
);
CREATE TABLE basinet.checkpoint (
  size bigint PRIMARY KEY, root bytea NOT NULL CHECK (octet_length(root) = 32), at timestamptz NOT NULL, note text NOT NULL
);

-- One sequencer a node; the fence grows with each holder, so that a paused former holder can write nothing.
CREATE TABLE basinet.lease (
  name text PRIMARY KEY, holder text NOT NULL, fence bigint NOT NULL, until timestamptz NOT NULL
);

-- A command's first answer, kept with its id in the same transaction.
CREATE TABLE basinet.command_result (
  command_id uuid PRIMARY KEY, person text NOT NULL, name text NOT NULL, input_hash bytea NOT NULL, receipt jsonb NOT NULL,
  at timestamptz NOT NULL
);

-- Small facts of the node itself (nation, mode, time high-water); no record content.
CREATE TABLE basinet.node_fact (name text PRIMARY KEY, value jsonb NOT NULL);

GRANT SELECT, INSERT ON basinet.command_result TO basinet_app;
GRANT SELECT, INSERT ON basinet.pending_audit, basinet.audit_detail TO basinet_app;
GRANT SELECT ON basinet.checkpoint, basinet.audit_tile, basinet.audit_leaf, basinet.node_fact TO basinet_app;
GRANT SELECT ON basinet.lease TO basinet_app;

-- Command answers belong to who gave the command; audit rows to those whose roles read the log.
ALTER TABLE basinet.command_result ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON basinet.command_result TO basinet_app
  USING (person = (SELECT (basinet.subject_now()).person)) WITH CHECK (person = (SELECT (basinet.subject_now()).person));
ALTER TABLE basinet.audit_leaf ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.audit_leaf FOR SELECT TO basinet_app
  USING ((SELECT coalesce((basinet.subject_now()).oversight, false) OR 'audit-log' = ANY ((basinet.subject_now()).types)));
ALTER TABLE basinet.audit_detail ENABLE ROW LEVEL SECURITY;
CREATE POLICY writers ON basinet.audit_detail FOR INSERT TO basinet_app
  WITH CHECK ((SELECT (basinet.subject_now()).person IS NOT NULL));
ALTER TABLE basinet.pending_audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY writers ON basinet.pending_audit FOR INSERT TO basinet_app
  WITH CHECK ((SELECT (basinet.subject_now()).person IS NOT NULL));
-- Nothing is read without a subject.
ALTER TABLE basinet.checkpoint ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.checkpoint FOR SELECT TO basinet_app
  USING ((SELECT (basinet.subject_now()).person IS NOT NULL));
ALTER TABLE basinet.audit_tile ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.audit_tile FOR SELECT TO basinet_app
  USING ((SELECT (basinet.subject_now()).person IS NOT NULL));
ALTER TABLE basinet.node_fact ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.node_fact FOR SELECT TO basinet_app
  USING ((SELECT (basinet.subject_now()).person IS NOT NULL));
ALTER TABLE basinet.lease ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON basinet.lease FOR SELECT TO basinet_app
  USING ((SELECT (basinet.subject_now()).person IS NOT NULL));
