-- The records of the units in the register, of their week: a FROM clause.
-- $rows: identifier. register: see register_usage.sql.
register JOIN $rows AS record ON record.unit_id = register.unit_id AND record.week = register.week
