-- A custody event is written once. Its label may change with the exhibit's; what it says may not, by whatever path.
CREATE FUNCTION basinet.custody_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.body IS DISTINCT FROM OLD.body OR NEW.version IS DISTINCT FROM OLD.version THEN
    RAISE EXCEPTION 'a custody event is never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION basinet.custody_kept() FROM PUBLIC;
CREATE TRIGGER kept BEFORE UPDATE ON basinet.r_custody_event FOR EACH ROW EXECUTE FUNCTION basinet.custody_kept();
