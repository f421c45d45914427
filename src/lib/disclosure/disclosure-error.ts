// Refusals of disclosure control.

/**
 * The release can't be published as counted; `code` is stable and appears in logs and on the command line.
 *
 * - `audit-failed` the published numbers would give too much away
 * - `infeasible` no choice of hidden cells protects the counts
 * - `solver-failed` the linear solver ended without an answer, so nothing is proved
 */
export class DisclosureError extends Error {
	override readonly name = 'DisclosureError';
	readonly code: 'audit-failed' | 'infeasible' | 'solver-failed';
	/** Keys of the cells concerned, for the steward's eyes only. */
	readonly cells: readonly string[];

	constructor(code: DisclosureError['code'], cells: readonly string[], options?: ErrorOptions) {
		super(`${code}: ${cells.length} cell(s), first ${cells[0] ?? '-'}`, options);
		this.code = code;
		this.cells = cells;
	}
}
