// A reader of published sums who knows its own part of each and solves linear programs; shares no code with the product.
import loadHighs from 'highs';

/** What is published: for each cell of a grid of rows and columns, margins as `*`, the sums it may stand for. */
export type Shown = ReadonlyMap<string, { readonly low: number; readonly high: number }>;

/** A grid of finest cells `row,column`. */
export interface Grid {
	readonly rows: readonly string[];
	readonly columns: readonly string[];
}

const highs = await loadHighs();

/** Finest cells inside a cell like `a,*`. */
export function inside({ rows, columns }: Grid, cell: string): string[] {
	const [row, column] = cell.split(',');
	return rows
		.filter((one) => row === '*' || row === one)
		.flatMap((one) =>
			columns.filter((two) => column === '*' || column === two).map((two) => `${one},${two}`)
		);
}

/** All cells of a grid, margins included. */
export function cellsOf({ rows, columns }: Grid): string[] {
	return ['*', ...rows].flatMap((row) => ['*', ...columns].map((column) => `${row},${column}`));
}

/**
 * Smallest and largest sum of a cell that agree with what is shown.
 *
 * @param own what the reader itself adds in each finest cell
 */
export function known(
	grid: Grid,
	shown: Shown,
	cell: string,
	own: ReadonlyMap<string, number>
): { low: number; high: number } {
	const leaves = inside(grid, '*,*');
	const name = new Map(leaves.map((leaf, index) => [leaf, `x${index}`]));
	const sum = (of: string) =>
		inside(grid, of)
			.map((leaf) => name.get(leaf))
			.join(' + ');
	const rows = [...shown].flatMap(([of, { low, high }], index) => [
		` l${index}: ${sum(of)} >= ${low}`,
		` h${index}: ${sum(of)} <= ${high}`
	]);
	const bounds = leaves.map((leaf) => ` ${name.get(leaf)} >= ${own.get(leaf) ?? 0}`);
	const [low, high] = (['Minimize', 'Maximize'] as const).map((sense) => {
		const text = [sense, ` obj: ${sum(cell)}`, 'Subject To', ...rows, 'Bounds', ...bounds, 'End'];
		const { Status, ObjectiveValue } = highs.solve(text.join('\n'));
		if (Status === 'Unbounded' || Status === 'Primal infeasible or unbounded') {
			return sense === 'Maximize' ? Infinity : 0;
		}
		if (Status !== 'Optimal') throw new Error(Status);
		return ObjectiveValue;
	});
	return { low: low ?? 0, high: high ?? 0 };
}
