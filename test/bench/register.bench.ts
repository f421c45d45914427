// The register of one week against the bare query it is made of, in one run:
// node --import tsx test/bench/register.bench.ts [rows]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStatement } from '../../src/lib/server/warehouse/statement.ts';
import { openWarehouse, type Warehouse } from '../../src/lib/server/warehouse/warehouse.ts';

const rows = Number(process.argv[2] ?? 5_000_000);
const rounds = 5;

/** Best of several runs, in milliseconds. */
async function best(work: () => Promise<unknown>): Promise<number> {
	let fastest = Number.POSITIVE_INFINITY;
	for (let round = 0; round < rounds; round += 1) {
		const start = performance.now();
		await work();
		fastest = Math.min(fastest, performance.now() - start);
	}
	return fastest;
}

/** Fills the warehouse with `rows` heartbeats of `nights` nights that end on 2026-11-15. */
async function fill(warehouse: Warehouse, nights: number): Promise<void> {
	await warehouse.run('DELETE FROM heartbeat');
	await warehouse.run('DELETE FROM instance');
	await warehouse.run(
		`INSERT INTO heartbeat
		SELECT
			md5((r // $nights)::VARCHAR)::UUID, night::DATE, night + INTERVAL 3 HOUR,
			'2.1.' || (r // $nights % 33), if(r // $nights % 7 = 0, 'k8s', 'docker'), r % 9999, 'v22.11.0', 'linux', 'x64', 4,
			'postgres', 'PostgreSQL 16.4', r % 100, 1, r % 7, r % 50, r % 300, 0, 0, r % 3 = 0, 0, ['github', 'jira']
		FROM (SELECT r::BIGINT AS r, TIMESTAMP '2026-11-15' - to_days((r % $nights)::INTEGER) AS night FROM range($rows) AS all_rows(r))`,
		{ rows, nights }
	);
	await warehouse.run(
		"INSERT INTO instance SELECT instance_id, DATE '2026-01-01', max(day), NULL FROM heartbeat GROUP BY instance_id"
	);
}

const span = { start: '2026-11-09', end: '2026-11-16' };
const folder = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
const warehouse = await openWarehouse(folder);
const lines = [];
for (const nights of [7, 182]) {
	await fill(warehouse, nights);
	const bare = await best(() =>
		warehouse.run(
			'CREATE OR REPLACE TEMPORARY TABLE bare AS SELECT instance_id, arg_max(heartbeat, day) AS latest FROM heartbeat WHERE day >= $start::DATE AND day < $end::DATE GROUP BY instance_id',
			span
		)
	);
	const register = await best(() =>
		warehouse.run(readStatement('register_heartbeats'), {
			...span,
			min_active_days: 2,
			min_age_days: 7
		})
	);
	lines.push({
		'rows in all': rows,
		'nights held': nights,
		'bare arg_max, ms': Math.round(bare),
		'register, ms': Math.round(register),
		ratio: Number((register / bare).toFixed(2))
	});
}
warehouse.close();
rmSync(folder, { recursive: true });
console.table(lines);
