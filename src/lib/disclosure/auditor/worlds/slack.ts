// Columns by which loose cells leave their own: what is added to a cell, and what is taken from it.
import type { World } from '../goals/goal.ts';

/** The columns of one loose cell. */
export interface SlackColumns {
	readonly up: number;
	readonly down: number;
}

/** Two columns for every loose cell, behind those of all cells. */
export class Slack {
	/** Cell of every column, in their order. */
	readonly cells: readonly number[];
	readonly #first: number;
	readonly #columns: ReadonlyMap<number, SlackColumns>;

	/**
	 * @param first the first column of slack
	 * @param loose cells that may leave their columns
	 */
	constructor(first: number, loose: readonly number[]) {
		this.#first = first;
		this.cells = loose.flatMap((cell) => [cell, cell]);
		this.#columns = new Map(
			loose.map((cell, index) => [cell, { up: first + 2 * index, down: first + 2 * index + 1 }])
		);
	}

	/** Columns of a loose cell. */
	of(cell: number): SlackColumns | undefined {
		return this.#columns.get(cell);
	}

	/** As `of`, for a cell that must be loose. */
	columnsOf(cell: number): SlackColumns {
		const columns = this.of(cell);
		if (!columns) throw new RangeError(`cell ${cell} is not loose`);
		return columns;
	}

	/** The loose cell that a column belongs to; any other column is a cell. */
	cellAt(column: number): number {
		return this.cells[column - this.#first] ?? column;
	}

	/** Moves the counts of loose cells by what a solution adds and takes. */
	addTo(world: World, solution: Float64Array): void {
		for (const [cell, { up, down }] of this.#columns) {
			world[cell] = (world[cell] ?? 0) + (solution[up] ?? 0) - (solution[down] ?? 0);
		}
	}
}
