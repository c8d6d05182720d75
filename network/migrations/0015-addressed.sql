-- Records that a person addressed to nations when making them: for an agreement that asks for a person's release this is one, as
-- share.give is for what was made for the house. What its label takes back is recalled as ever.
CREATE TABLE basinet.network_addressed (
  type text NOT NULL, record uuid NOT NULL, nations text[] NOT NULL, by text NOT NULL, at timestamptz NOT NULL,
  PRIMARY KEY (record, type)
);
-- Called by the command that makes the record, in its transaction.
CREATE FUNCTION basinet.network_address(kind text, target uuid, recipients text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT coalesce(kind = ANY (s.types), false) THEN
    RAISE EXCEPTION 'only who may read a record addresses it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO basinet.network_addressed (type, record, nations, by, at) VALUES (kind, target, recipients, s.person, s.at)
    ON CONFLICT (record, type) DO UPDATE SET nations = excluded.nations, by = excluded.by, at = excluded.at;
END $$;

CREATE OR REPLACE FUNCTION basinet.network_given(kind text, target uuid, recipient text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s basinet.subject := basinet.subject_now();
BEGIN
  IF s.person IS NULL OR NOT coalesce('release' = ANY (s.types), false) THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM basinet.r_share g WHERE g.owner = s.nation AND g.body -> 'about' ->> 'id' = target::text
    AND g.body -> 'about' ->> 'type' = kind AND g.body ->> 'state' = 'given' AND g.body -> 'to' ? recipient)
    OR EXISTS (SELECT FROM basinet.network_addressed a WHERE a.record = target AND a.type = kind
      AND recipient = ANY (a.nations));
END $$;
REVOKE ALL ON FUNCTION basinet.network_address(text, uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.network_address(text, uuid, text[]) TO basinet_app;
