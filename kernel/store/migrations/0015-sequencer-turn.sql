-- One turn of the sequencer begins here: the lease, and whether anything waits for a number. A node that has nothing to number asks this
-- alone, sixteen times a second.
CREATE FUNCTION basinet.sequencer_turn(who text, seconds integer) RETURNS TABLE (fence bigint, audit boolean, changes boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT basinet.node_check();
  SELECT basinet.lease_take('sequencer', who, seconds), EXISTS (SELECT FROM basinet.pending_audit),
    EXISTS (SELECT FROM basinet.pending_change);
$$;

REVOKE ALL ON FUNCTION basinet.sequencer_turn(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION basinet.sequencer_turn(text, integer) TO basinet_app;
