// DuckDB takes no parameters in CREATE VIEW; there, and only there, values become quoted literals.

import { toLiteral } from '../../sql-literal.ts';

/** `path` as a SQL string literal for a DuckDB reader, which would otherwise expand `*`, `?` and `[`. */
export function toPathLiteral(path: string): string {
	return toLiteral(path.replace(/[*?[]/g, '[$&]'));
}

/** `names` as the `columns` of a DuckDB reader, all of them text. */
export function toColumnsLiteral(names: readonly string[]): string {
	return `{${names.map((name) => `${toLiteral(name)}: 'VARCHAR'`).join(', ')}}`;
}

/** `sql` with each `$name` replaced by its literal; a `$name` without one stays. */
export function fillLiterals(sql: string, literals: Readonly<Record<string, string>>): string {
	return sql.replace(/\$([a-z]+)/g, (placeholder, name: string) => literals[name] ?? placeholder);
}
