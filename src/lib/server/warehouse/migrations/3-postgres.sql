-- The last day (UTC, of receipt) of which everything in a database of PostgreSQL was read; its address has no password.
CREATE TABLE postgres_source (
	address VARCHAR NOT NULL,
	loaded_day DATE NOT NULL
);
