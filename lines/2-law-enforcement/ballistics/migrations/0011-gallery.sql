-- Prepared maps of surfaces, for the engine alone, and what searches found.

CREATE TABLE basinet.ballistic_map (
  surface uuid PRIMARY KEY REFERENCES basinet.r_ballistic_surface ON DELETE CASCADE,
  map bytea NOT NULL CHECK (octet_length(map) <= 8388608)
);

CREATE TABLE basinet.ballistic_candidate (
  search uuid NOT NULL REFERENCES basinet.r_ballistic_search ON DELETE CASCADE,
  n smallint NOT NULL CHECK (n BETWEEN 1 AND 1000),
  surface uuid NOT NULL REFERENCES basinet.r_ballistic_surface ON DELETE CASCADE,
  decision text NOT NULL CHECK (decision IN ('lead', 'inconclusive', 'no-lead')),
  correlation real NOT NULL,
  cmc smallint,
  usable smallint,
  log10_lr real,
  PRIMARY KEY (search, n)
);
CREATE INDEX ballistic_candidate_surface ON basinet.ballistic_candidate (surface);

ALTER TABLE basinet.ballistic_map ENABLE ROW LEVEL SECURITY;
ALTER TABLE basinet.ballistic_candidate ENABLE ROW LEVEL SECURITY;

-- The engine works for its asker: it meets the maps of surfaces that the asker may read and no others.
CREATE POLICY engine ON basinet.ballistic_map TO basinet_app
  USING ((SELECT 'ballistic-map' = ANY ((basinet.subject_now()).types))
    AND EXISTS (SELECT 1 FROM basinet.r_ballistic_surface s WHERE s.id = surface))
  WITH CHECK ((SELECT 'ballistic-map' = ANY ((basinet.subject_now()).types)));
-- Both ends are asked as the reader: a candidate that may not be read is in no list and in no count.
CREATE POLICY readers ON basinet.ballistic_candidate FOR SELECT TO basinet_app USING (
  EXISTS (SELECT 1 FROM basinet.r_ballistic_search s WHERE s.id = search)
  AND EXISTS (SELECT 1 FROM basinet.r_ballistic_surface s WHERE s.id = surface)
);
CREATE POLICY engine ON basinet.ballistic_candidate FOR INSERT TO basinet_app
  WITH CHECK ((SELECT 'ballistic-map' = ANY ((basinet.subject_now()).types)));

GRANT SELECT, INSERT, UPDATE ON basinet.ballistic_map TO basinet_app;
GRANT SELECT, INSERT ON basinet.ballistic_candidate TO basinet_app;
