/** Rows of the same values as one, in the order in which the values come first. */
export function joinAlike<Row extends { readonly values: readonly (string | null)[] }>(
	rows: readonly Row[],
	join: (one: Row, other: Row) => Row
): Row[] {
	const known = new Map<string, Row>();
	for (const row of rows) {
		const key = JSON.stringify(row.values);
		const other = known.get(key);
		known.set(key, other === undefined ? row : join(other, row));
	}
	return [...known.values()];
}
