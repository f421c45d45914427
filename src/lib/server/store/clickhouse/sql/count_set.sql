-- Who has each code of a set, and who has not.
-- $table: its name, a literal. $set: the column. $rest: raw values of other dimensions, an array. $codes: literals.
-- Row: the table, the code, the answer and the raw values as one array, how many.
SELECT $table, arrayConcat([code, if(has(codes, code), 'yes', 'no')], rest) AS raw, sum(alike)
FROM (SELECT $set AS codes, $rest AS rest, count() AS alike FROM register GROUP BY codes, rest)
ARRAY JOIN $codes AS code
GROUP BY raw
