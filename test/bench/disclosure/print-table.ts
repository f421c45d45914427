// Aligned text tables on standard output.

/** One row: a column's title and what stands there. */
export type TableRow = Readonly<Record<string, string | number | boolean>>;

/** Prints rows that have the same columns under a title, numbers to the right, with a note below. */
export function printTable(title: string, rows: readonly TableRow[], note = ''): void {
	const columns = Object.keys(rows[0] ?? {});
	const isNumeric = (column: string) => rows.every((row) => typeof row[column] === 'number');
	const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column])))];
	const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
	const text = lines.map((line) =>
		line
			.map((field, at) =>
				isNumeric(columns[at] ?? '')
					? field.padStart(widths[at] ?? 0)
					: field.padEnd(widths[at] ?? 0)
			)
			.join('  ')
			.trimEnd()
	);
	const under = widths.map((width) => '-'.repeat(width)).join('  ');
	const [head = '', ...body] = text;
	process.stdout.write(`\n${[title, '', head, under, ...body].join('\n')}\n`);
	if (note !== '') process.stdout.write(`\n${note}\n`);
}

/** Rounds for print. */
export function round(value: number, digits = 2): number {
	return Number(value.toFixed(digits));
}
