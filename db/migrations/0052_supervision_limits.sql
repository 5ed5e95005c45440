-- Limits of supervision are few among all limits; the rate of a period reads them alone.
CREATE INDEX clocks_supervision ON clocks (bureau_id, nominal)
  INCLUDE (rule_id, unit_id, matter_id, status, in_time, is_right)
  WHERE rule_id IN ('HY-SUPERVISE-REPLY', 'XF-S02', 'HY-REMINDER');
