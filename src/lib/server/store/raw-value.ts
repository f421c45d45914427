// The raw value of a dimension as an expression that every engine understands.
import type { Dimension } from '../../schema/dataset.ts';

/**
 * The raw value in a row of the register, or of a record. Columns come from the dataset definition, whose schema
 * admits plain lower_snake names only.
 */
export function rawValue(
	{ kind, column: name, bounds, codes }: Dimension,
	row: 'register' | 'record' = 'register'
): string {
	const column = `${row}."${name}"`;
	if (kind === 'answer') return `CASE WHEN ${column} THEN 'yes' ELSE 'no' END`;
	if (kind !== 'band') return `${column}::VARCHAR`;
	const cases = bounds.map(
		(bound, index) => `WHEN ${column} < ${bound} THEN '${codes[index] ?? ''}'`
	);
	return `CASE ${cases.join(' ')} ELSE '${codes.at(-1) ?? ''}' END`;
}
