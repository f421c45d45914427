// Fills the warehouse of a data folder with weeks of a simulated fleet and prints how many heartbeats that are:
//   fill.ts FOLDER INSTANCES WEEKS
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createFleet } from '../../../src/lib/datasets/simulate/fleet.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { writeSetting } from '../../../src/lib/server/warehouse/setting.ts';
import { openWarehouse, type Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { insertInstances } from '../engines/made-up-fleet.ts';
import { heartbeatLines } from '../heartbeat-lines.ts';

const [, , folder = '', instances = '', weeks = ''] = process.argv;
mkdirSync(folder, { recursive: true });
const warehouse = await openWarehouse(folder);
await fill(warehouse, Number(weeks));
const [row] = await warehouse.all('SELECT count(*) AS heartbeats FROM heartbeat');
warehouse.close();
process.stdout.write(String(row?.['heartbeats']));

/**
 * One week is simulated. The others are its copies, night by night, each without another fortieth of the instances, and
 * before them a night in which all of those that follow are seen for the first time.
 */
async function fill(warehouse: Warehouse, weeks: number): Promise<void> {
	await simulate(warehouse);
	await warehouse.run('CREATE TEMPORARY TABLE week AS FROM heartbeat');
	await warehouse.run('DELETE FROM heartbeat');
	await warehouse.run('DELETE FROM instance');
	for (let back = weeks; back >= 0; back -= 1) {
		for (let night = back === weeks ? 6 : 0; night < 7; night += 1) {
			await warehouse.run(
				`INSERT INTO heartbeat
				SELECT * REPLACE (day - ${7 * back} AS day, sent_at - to_days(${7 * back}) AS sent_at) FROM week
				WHERE day = DATE '2026-11-09' + ${night} AND hash(instance_id, ${back}) % 40 <> 0`
			);
		}
	}
	await warehouse.run(insertInstances('heartbeat', 'instance', ', NULL'));
	await writeSetting(warehouse, 'origin', 'real');
	await warehouse.run('CHECKPOINT');
}

async function simulate(warehouse: Warehouse): Promise<void> {
	const file = join(folder, 'week.ndjson');
	const size = { instances: Number(instances), weeks: 1 };
	const fleet = createFleet({ ...size, seed: 1, until: '2026-11-15' });
	await pipeline(Readable.from(heartbeatLines(fleet)), createWriteStream(file));
	await loadFile(warehouse, file);
	rmSync(file);
}
