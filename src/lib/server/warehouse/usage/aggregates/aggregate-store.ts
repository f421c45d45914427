// Where aggregated rows lie: whole weeks, each row as JSON, beside the records of units of other weeks.
import { z } from 'zod';
import type { Aggregate } from '../../../../schema/usage/aggregates/aggregate.ts';
import { weekProblems } from '../../../../schema/usage/aggregates/add-up.ts';
import type { Period } from '../../../../schema/period.ts';
import type { Warehouse } from '../../connection.ts';
import { usageStatement, type UsageDataset } from '../usage-tables.ts';

const WeekRow = z.object({ week: z.string() });
const ContentRow = z.object({ content: z.string() });

const Kept: z.ZodType<Aggregate> = z.strictObject({
	values: z.record(z.string(), z.string().nullable()),
	contributors: z.int().min(0),
	sums: z.record(
		z.string(),
		z.strictObject({
			total: z.number(),
			contributors: z.int(),
			largest: z.number(),
			second: z.number()
		})
	)
});

/** Aggregated rows no longer fit the dataset: its definition has changed since they were loaded. */
export class OutdatedAggregatesError extends Error {
	override readonly name = 'OutdatedAggregatesError';
}

/** Weeks with rows of one kind, by their Mondays. The tables of the dataset must be there. */
export async function weeksOf(
	warehouse: Warehouse,
	dataset: UsageDataset,
	kind: 'units' | 'aggregates'
): Promise<ReadonlySet<string>> {
	const name = kind === 'units' ? 'usage_weeks' : 'usage_aggregate_weeks';
	const rows = z.array(WeekRow).parse(await warehouse.all(usageStatement(dataset, name)));
	return new Set(rows.map(({ week }) => week));
}

/**
 * The aggregated rows of a week, empty where it has none.
 *
 * @throws {OutdatedAggregatesError} when they are not what the dataset asks for now
 */
export async function readAggregates(
	warehouse: Warehouse,
	dataset: UsageDataset,
	{ id, start }: Pick<Period, 'id' | 'start'>
): Promise<Aggregate[]> {
	const rows = (await readContents(warehouse, dataset, start)).map((content) =>
		Kept.parse(JSON.parse(content))
	);
	if (rows.length > 0 && weekProblems(dataset, rows).length > 0) {
		throw new OutdatedAggregatesError(
			`the aggregated rows of ${id} were loaded for other tables than ${dataset.id} has now: load that week again`
		);
	}
	return rows;
}

/**
 * Puts the rows of a whole week in the place of those that the warehouse has of it.
 *
 * @returns how many rows were there before; `undefined` when they are the same, so that nothing was done
 */
export async function replaceAggregates(
	warehouse: Warehouse,
	dataset: UsageDataset,
	start: string,
	rows: readonly Aggregate[]
): Promise<number | undefined> {
	const contents = rows.map((row) => JSON.stringify(row)).sort();
	const before = await readContents(warehouse, dataset, start);
	const known = new Set(before);
	if (before.length === contents.length && contents.every((one) => known.has(one))) {
		return undefined;
	}
	await warehouse.run(usageStatement(dataset, 'usage_aggregate_remove'), { start });
	await warehouse.run(usageStatement(dataset, 'usage_aggregate_insert'), { start, contents });
	return before.length;
}

async function readContents(
	warehouse: Warehouse,
	dataset: UsageDataset,
	start: string
): Promise<string[]> {
	const rows = await warehouse.all(usageStatement(dataset, 'usage_aggregates'), { start });
	return z
		.array(ContentRow)
		.parse(rows)
		.map(({ content }) => content);
}
