-- Images and templates of minors' prints: of the realm of juveniles, and of nobody else. They go with their card by foreign key, and at
-- once where its basis ends.

CREATE TABLE basinet.juvenile_print_image (
  id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  card uuid NOT NULL REFERENCES basinet.r_juvenile_print ON DELETE CASCADE,
  finger smallint NOT NULL CHECK (finger BETWEEN 1 AND 10),
  image bytea NOT NULL CHECK (octet_length(image) <= 4194304),
  template bytea NOT NULL CHECK (octet_length(template) <= 65536),
  quality jsonb NOT NULL,
  PRIMARY KEY (card, finger)
);

CREATE FUNCTION basinet.juvenile_print_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM basinet.juvenile_print_image WHERE card = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER ended AFTER UPDATE ON basinet.r_juvenile_print
  FOR EACH ROW WHEN (NEW.f_state = 'ended') EXECUTE FUNCTION basinet.juvenile_print_ended();
REVOKE ALL ON FUNCTION basinet.juvenile_print_ended() FROM PUBLIC;

ALTER TABLE basinet.juvenile_print_image ENABLE ROW LEVEL SECURITY;
-- The card is asked as the reader: what of it may not be read has no image either.
CREATE POLICY readers ON basinet.juvenile_print_image FOR SELECT TO basinet_realm_juvenile USING (
  EXISTS (SELECT 1 FROM basinet.r_juvenile_print c WHERE c.id = card)
);
CREATE POLICY makers ON basinet.juvenile_print_image FOR INSERT TO basinet_realm_juvenile WITH CHECK (
  EXISTS (SELECT 1 FROM basinet.r_juvenile_print c WHERE c.id = card AND c.f_state = 'open')
);
CREATE POLICY writers ON basinet.juvenile_print_image FOR UPDATE TO basinet_realm_juvenile USING (
  EXISTS (SELECT 1 FROM basinet.r_juvenile_print c WHERE c.id = card AND c.f_state = 'open')
);
GRANT SELECT, INSERT, UPDATE ON basinet.juvenile_print_image TO basinet_realm_juvenile;

-- Whether a finger that an examination names is there for who examines: a yes or a no, of what that person may see anyway.
CREATE FUNCTION basinet.juvenile_print_there(card uuid, finger integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM basinet.visible(ARRAY['juvenile-print'], ARRAY[$1]))
     AND EXISTS (SELECT 1 FROM basinet.juvenile_print_image i WHERE i.card = $1 AND i.finger = $2)
$$;
REVOKE ALL ON FUNCTION basinet.juvenile_print_there(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.juvenile_print_there(uuid, integer) TO basinet_app;
