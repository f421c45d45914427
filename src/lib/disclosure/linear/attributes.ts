// Attributes that follow from others: who knows the patch level knows the minor version.
import { combinations } from '../../schema/cell.ts';
import type { Axis } from './question.ts';

/** The axes of a model, and which of them follow from which. */
export class Attributes {
	readonly #axes: ReadonlyMap<string, Axis>;

	constructor(axes: readonly Axis[]) {
		this.#axes = new Map(axes.map((axis) => [axis.id, axis]));
	}

	/** The attributes and all that follow from them. */
	closure(ids: readonly string[]): string[] {
		const given = this.axes(ids);
		return [...this.#axes.values()]
			.filter((axis) => given.some((finer) => follows(axis, finer)))
			.map(({ id }) => id);
	}

	/** The attributes without those that follow from others among them. */
	finest(ids: readonly string[]): string[] {
		const given = this.axes(ids);
		return given
			.filter((axis) => !given.some((finer) => finer !== axis && follows(axis, finer)))
			.map(({ id }) => id);
	}

	axes(ids: readonly string[]): Axis[] {
		return ids.flatMap((id) => this.#axes.get(id) ?? []);
	}

	/** Number of finest groups. */
	size(ids: readonly string[]): number {
		return this.axes(this.finest(ids)).reduce((size, { leaves }) => size * leaves.length, 1);
	}
}

/** The category of `axis` in which everything in category `code` of a finer axis is counted. */
export function categoryIn(axis: Axis, finer: Axis, code: string): string {
	let at = code;
	while (!axis.parentOf.has(at)) {
		const parent = finer.parentOf.get(at);
		if (parent === undefined) throw new RangeError(`${axis.id} has no category for ${code}`);
		at = parent;
	}
	return at;
}

/** Every combination of finest categories. */
export function finestGroups(axes: readonly Axis[]): string[][] {
	return combinations(axes.map(({ leaves }) => leaves));
}

/** Whether the value of `axis` is known from that of `finer`: they are one dimension, less deep. */
function follows(axis: Axis, finer: Axis): boolean {
	return axis.dimension === finer.dimension && axis.codes.length <= finer.codes.length;
}
