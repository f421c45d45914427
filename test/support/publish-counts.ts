// Releases made of counts that a test names, for what happens after publishing.
import { join } from 'node:path';
import { heartbeats } from '../../src/lib/datasets/heartbeats.ts';
import { loadSolver } from '../../src/lib/disclosure/linear/solver.ts';
import { makeRelease } from '../../src/lib/disclosure/release.ts';
import { parsePeriod } from '../../src/lib/schema/period.ts';
import { Policy } from '../../src/lib/schema/policy.ts';
import { writeRelease } from '../../src/lib/server/builder/write-release.ts';

/** Instances by category, for each table of one dimension. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Publishes a period of heartbeats that has the tables of `counts` and no other.
 *
 * @param dataFolder in whose `published/` the release is written
 */
export async function publishCounts(dataFolder: string, id: string, counts: Counts): Promise<void> {
	const rows = Object.entries(counts).map(
		([table, categories]) =>
			[
				table,
				Object.entries(categories).map(([category, count]) => ({ values: [category], count }))
			] as const
	);
	const { release, certificate } = makeRelease(
		await loadSolver(),
		{
			dataset: { ...heartbeats, tables: heartbeats.tables.filter((table) => table.id in counts) },
			period: parsePeriod(id),
			policy: Policy.parse({}),
			graceHours: 48,
			synthetic: true,
			productVersion: '0.0.0'
		},
		new Map(rows)
	);
	await writeRelease(join(dataFolder, 'published'), release, certificate);
}
