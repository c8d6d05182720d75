-- The newest value of an indicator in a nation is found without reading the others: the framework asks for hundreds at once.
CREATE INDEX r_result_value_newest ON basinet.r_result_value (f_code, f_nation, f_period DESC);
