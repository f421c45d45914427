// What a release costs by its number of cells, 500 to 20 000: a table, and a plot in the folder above.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Solver } from '../../../../src/lib/disclosure/linear/solver.ts';
import { toCostPlot } from './cost-plot.ts';
import { growingStudy } from './growing-fleet.ts';
import { measureStudy, secondsNote } from '../linked-fleets.ts';
import { printTable, round } from '../print-table.ts';

const sizes = [500, 1000, 2000, 5000, 10_000, 20_000];

/**
 * Sizes after one that took longer by the clock are left out, and one that would take twice that: seconds where many
 * parts are run, and where this one is asked for.
 */
const [mostSeconds, mostWhenNamed] = [60, 900];

type Row = ReturnType<typeof measureStudy>;

/** Prints the table and, where it was asked for by name, writes the plot; false when a certificate does not verify. */
export function costByCells(solver: Solver, isNamed: boolean): boolean {
	const most = isNamed ? mostWhenNamed : mostSeconds;
	measureStudy(solver, growingStudy(200)); // compiles the solver’s code
	const rows: Row[] = [];
	const left: number[] = [];
	for (const size of sizes) {
		if (isTooLong(rows, size, most)) {
			left.push(size);
			continue;
		}
		const row = measureStudy(solver, growingStudy(size));
		process.stdout.write(`${row.cells} cells: ${row['s in all']} s\n`);
		rows.push(row);
	}
	const slope = `seconds in all grow as cells to the power of ${round(exponentOf(rows))}`;
	const skipped =
		left.length > 0 ? [`Not run, as it takes too long: ${left.join(', ')} cells`] : [];
	printTable(
		'Cost by number of cells: four linked tables, default policy, R1, R2, own units, certificate',
		rows,
		[secondsNote, `Fit: ${slope}`, ...skipped].join('\n')
	);
	if (isNamed) {
		const file = join(import.meta.dirname, '..', 'cost-by-cells.svg');
		const notes = [`Four linked tables, default policy; ${slope}`, ...skipped];
		writeFileSync(file, toCostPlot(rows.map(toPoint), sizes, notes));
		process.stdout.write(`\nPlot: ${file}\n`);
	}
	return rows.every(({ verifies }) => verifies);
}

function toPoint(row: Row) {
	const seconds = {
		protect: row['protect s'],
		audit: row['audit s'],
		check: row['check s'],
		'all three': row['s in all']
	};
	return { cells: row.cells, seconds };
}

function isTooLong(rows: readonly Row[], size: number, most: number): boolean {
	const last = rows.at(-1);
	if (!last) return false;
	const growth = rows.length > 1 ? (size / last.cells) ** exponentOf(rows.slice(-2)) : 1;
	const seconds = last['by the clock'];
	return seconds > most || seconds * growth > 2 * most;
}

/** Slope of a straight line through the logarithms, by least squares. */
function exponentOf(rows: readonly Row[]): number {
	const points = rows.map((row) => [Math.log(row.cells), Math.log(row['s in all'])] as const);
	const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
	const [meanCells, meanSeconds] = [mean(0), mean(1)];
	const slope = points.reduce((sum, [x, y]) => sum + (x - meanCells) * (y - meanSeconds), 0);
	return slope / points.reduce((sum, [x]) => sum + (x - meanCells) ** 2, 0);
}
