-- Templates and candidates. A template stands for no name; it goes with the card or mark it was made of, and only the engine reads it.

CREATE TABLE basinet.fingerprint_template (
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  card uuid NOT NULL REFERENCES basinet.r_ten_print ON DELETE CASCADE,
  finger smallint NOT NULL CHECK (finger BETWEEN 1 AND 10),
  template bytea NOT NULL CHECK (octet_length(template) <= 4096),
  PRIMARY KEY (card, finger)
);

-- The file of unsolved marks.
CREATE TABLE basinet.fingerprint_latent (
  mark uuid PRIMARY KEY REFERENCES basinet.r_latent_mark ON DELETE CASCADE,
  template bytea NOT NULL CHECK (octet_length(template) <= 65536)
);

-- Numbers of templates that went, so that galleries held in memory forget them. They say nothing of whose they were.
CREATE TABLE basinet.fingerprint_gone (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seq bigint NOT NULL
);

CREATE FUNCTION basinet.fingerprint_template_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO basinet.fingerprint_gone (seq) VALUES (OLD.seq);
  RETURN NULL;
END $$;
CREATE TRIGGER gone AFTER DELETE ON basinet.fingerprint_template
  FOR EACH ROW EXECUTE FUNCTION basinet.fingerprint_template_gone();

-- A card whose basis ended, and a mark that is no longer unsolved, are searched no more from that moment.
CREATE FUNCTION basinet.fingerprint_card_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM basinet.fingerprint_template WHERE card = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER ended AFTER UPDATE ON basinet.r_ten_print
  FOR EACH ROW WHEN (NEW.f_state = 'ended') EXECUTE FUNCTION basinet.fingerprint_card_ended();

CREATE FUNCTION basinet.fingerprint_mark_settled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM basinet.fingerprint_latent WHERE mark = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER settled AFTER UPDATE ON basinet.r_latent_mark
  FOR EACH ROW WHEN (NEW.f_state IN ('identified', 'closed', 'no-value')) EXECUTE FUNCTION basinet.fingerprint_mark_settled();

REVOKE ALL ON FUNCTION basinet.fingerprint_template_gone(), basinet.fingerprint_card_ended(), basinet.fingerprint_mark_settled() FROM PUBLIC;

CREATE TABLE basinet.fingerprint_candidate (
  search uuid NOT NULL REFERENCES basinet.r_print_search ON DELETE CASCADE,
  n smallint NOT NULL CHECK (n BETWEEN 1 AND 1000),
  card uuid REFERENCES basinet.r_ten_print ON DELETE CASCADE,
  mark uuid REFERENCES basinet.r_latent_mark ON DELETE CASCADE,
  finger smallint CHECK (finger BETWEEN 1 AND 10),
  score real NOT NULL,
  PRIMARY KEY (search, n),
  CHECK ((card IS NULL) <> (mark IS NULL))
);
CREATE INDEX fingerprint_candidate_card ON basinet.fingerprint_candidate (card);
CREATE INDEX fingerprint_candidate_mark ON basinet.fingerprint_candidate (mark);

-- Entries of a bulk enrolment: what became of each, so that it goes on where it stopped.
CREATE TABLE basinet.fingerprint_batch_entry (
  batch uuid NOT NULL REFERENCES basinet.r_print_batch ON DELETE CASCADE,
  n integer NOT NULL CHECK (n >= 0),
  name text NOT NULL,
  card uuid REFERENCES basinet.r_ten_print ON DELETE CASCADE,
  problem text,
  PRIMARY KEY (batch, n)
);
CREATE INDEX fingerprint_batch_entry_card ON basinet.fingerprint_batch_entry (card);
CREATE INDEX fingerprint_batch_entry_problem ON basinet.fingerprint_batch_entry (batch, n) WHERE problem IS NOT NULL;

ALTER TABLE basinet.fingerprint_template ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.fingerprint_latent ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.fingerprint_gone ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.fingerprint_candidate ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.fingerprint_batch_entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY engine ON basinet.fingerprint_template TO basinet_app
  USING ((SELECT 'fingerprint-template' = ANY ((basinet.subject_now()).types)))
  WITH CHECK ((SELECT 'fingerprint-template' = ANY ((basinet.subject_now()).types)));
CREATE POLICY engine ON basinet.fingerprint_latent TO basinet_app
  USING ((SELECT 'fingerprint-template' = ANY ((basinet.subject_now()).types)))
  WITH CHECK ((SELECT 'fingerprint-template' = ANY ((basinet.subject_now()).types)));
CREATE POLICY engine ON basinet.fingerprint_gone FOR SELECT TO basinet_app
  USING ((SELECT 'fingerprint-template' = ANY ((basinet.subject_now()).types)));
-- Both ends are asked as the reader: a candidate that may not be read is in no list and in no count.
CREATE POLICY readers ON basinet.fingerprint_candidate FOR SELECT TO basinet_app USING (
  EXISTS (SELECT 1 FROM basinet.r_print_search s WHERE s.id = search)
  AND (card IS NULL OR EXISTS (SELECT 1 FROM basinet.r_ten_print c WHERE c.id = card AND c.f_state <> 'ended'))
  AND (mark IS NULL OR EXISTS (SELECT 1 FROM basinet.r_latent_mark m WHERE m.id = mark))
);
CREATE POLICY engine ON basinet.fingerprint_candidate FOR INSERT TO basinet_app
  WITH CHECK ((SELECT 'fingerprint-template' = ANY ((basinet.subject_now()).types)));
CREATE POLICY readers ON basinet.fingerprint_batch_entry FOR SELECT TO basinet_app USING (
  EXISTS (SELECT 1 FROM basinet.r_print_batch b WHERE b.id = batch)
);
CREATE POLICY engine ON basinet.fingerprint_batch_entry FOR INSERT TO basinet_app
  WITH CHECK ((SELECT 'fingerprint-template' = ANY ((basinet.subject_now()).types)));

GRANT SELECT, INSERT, UPDATE, DELETE ON basinet.fingerprint_template TO basinet_app;
GRANT SELECT, INSERT, UPDATE ON basinet.fingerprint_latent TO basinet_app;
GRANT SELECT ON basinet.fingerprint_gone TO basinet_app;
GRANT SELECT, INSERT ON basinet.fingerprint_candidate TO basinet_app;
GRANT SELECT, INSERT ON basinet.fingerprint_batch_entry TO basinet_app;
