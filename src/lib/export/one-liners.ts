// How a table's CSV is loaded with the tools people have: one line each, ready to be copied.

/** One line to type; `tool` says where. */
export interface OneLiner {
	readonly tool: 'curl' | 'Python (pandas)' | 'R' | 'DuckDB';
	readonly code: string;
}

/** Reads `source` in Python: text stays text, only `value` may be empty. */
export function pandasLine(source: string): string {
	return `import pandas; table = pandas.read_csv("${source}", parse_dates=["period_start"], keep_default_na=False, na_values={"value": [""]})`;
}

/** Reads `source` in R. */
export function rLine(source: string): string {
	return `table <- read.csv("${source}", colClasses = c(period_start = "Date"))`;
}

/** Reads the file `source` in DuckDB. */
export function duckdbQuery(source: string): string {
	return `SELECT * FROM read_csv('${source}', types = {'value': 'BIGINT'})`;
}

/**
 * Lines that load the CSV at `address`, a full URL in which every reserved character is escaped.
 *
 * @param file what curl saves it as
 */
export function toOneLiners(address: string, file: string): readonly OneLiner[] {
	return [
		{ tool: 'curl', code: `curl -fsS -o ${file} '${address}'` },
		{ tool: 'Python (pandas)', code: pandasLine(address) },
		{ tool: 'R', code: rLine(address) },
		{
			tool: 'DuckDB',
			code: `curl -fsS '${address}' | duckdb -c "${duckdbQuery('/dev/stdin')}"`
		}
	];
}
