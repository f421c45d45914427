// Cells of a CSV are texts; those of numbers become the numbers that they read as.

/**
 * A record of cells with numbers in the fields `names`. A cell that reads as no number goes through, for the schema to
 * refuse.
 */
export function withNumbers(names: readonly string[], record: unknown): Record<string, unknown> {
	const cells = { ...(record as Record<string, unknown>) };
	for (const name of names) {
		const cell = cells[name];
		if (typeof cell === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell)) {
			cells[name] = Number(cell);
		}
	}
	return cells;
}
