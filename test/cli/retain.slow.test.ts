import { expect, test } from 'vitest';
import { murmuration } from '../support/murmuration.ts';
import { fleet, heartbeat, toNdjson } from '../support/heartbeats.ts';
import { temporaryFile, temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';

const today = Date.now();
const daysAgo = (days: number) => new Date(today - days * 86_400_000).toISOString().slice(0, 10);

test('retain waits for what is not published, says what would go, and then lets it go', async () => {
	const folder = temporaryFolder();
	const load = (days: number) =>
		murmuration(
			folder,
			'load',
			temporaryFile('a.ndjson', toNdjson([...fleet(20, daysAgo(days)), heartbeat(1, daysAgo(1))]))
		);
	await load(400);
	const waiting = await murmuration(folder, 'retain');
	expect(waiting.stdout).toMatch(
		/^heartbeats: deleted 0 rows .*\n {2}kept from \S+ on, as \S+ is not published: murmuration publish/
	);
	expect((await murmuration(folder, 'publish')).code).toBe(0);

	await load(400);
	const plan = await murmuration(folder, 'retain', '--dry-run');
	expect(plan.stdout).toMatch(
		/^heartbeats: would delete 20 rows, of 19 units only the last version and day stay from before \S+ \(kept for 366 days\)\n/
	);
	const done = await murmuration(folder, 'retain', '--json');
	expect(JSON.parse(done.stdout)).toMatchObject({
		deleted: true,
		datasets: [{ dataset: 'heartbeats', rows: 20, gone: 19 }, {}, {}]
	});
	const log = await murmuration(folder, 'audit-log', 'export', '--json');
	expect(JSON.parse(log.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
		actor: 'command-line',
		event: 'retained',
		target: 'heartbeats',
		detail: { rows: 20, units: 19, files: 0 }
	});
	const again = await murmuration(folder, 'retain', '--json');
	expect(JSON.parse(again.stdout)).toMatchObject({ datasets: [{ rows: 0, gone: 0 }, {}, {}] });
});
