-- The groups of the register, in all groupings at once.
-- $columns: columns that group. $coded: their values, named. $sets: the columns of each grouping.
-- Makes the temporary table `finest`, gone with its transaction: place, the grouping of a row, and how many units it has.
CREATE TEMPORARY TABLE finest ON COMMIT DROP AS
SELECT grouping($columns) AS place, $columns, count(*) AS units
FROM (SELECT $coded FROM register) AS coded
GROUP BY GROUPING SETS ($sets);
