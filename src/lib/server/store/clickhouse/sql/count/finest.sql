-- The groups of the register, in all groupings at once.
-- $columns: columns that group. $coded: their values, named. $sets: the columns of each grouping.
-- Makes the temporary table `finest`: place, the grouping of a row, and how many units it has.
CREATE TEMPORARY TABLE finest ENGINE = Memory AS
SELECT grouping($columns) AS place, $columns, count() AS units
FROM (SELECT $coded FROM register)
GROUP BY GROUPING SETS ($sets)
