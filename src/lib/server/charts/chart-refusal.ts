import type { Problem } from '../../schema/problem.ts';

/** A chart can't be shown as asked for: 400 where a parameter is wrong, 404 where nothing is published. */
export class ChartRefusal extends Error {
	override readonly name = 'ChartRefusal';
	readonly status: 400 | 404;
	/** The parameters that are wrong. */
	readonly problems: readonly Problem[];

	constructor(status: ChartRefusal['status'], reason: string | readonly Problem[]) {
		const problems = typeof reason === 'string' ? [] : reason;
		const lines = problems.map((one) => `${one.field}: ${one.reason}`);
		super(typeof reason === 'string' ? reason : lines.join('; '));
		this.status = status;
		this.problems = problems;
	}
}
