/** `text` as a SQL string literal, for the few places of a statement where DuckDB takes no parameter. */
export function toLiteral(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
