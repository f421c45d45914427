// Opens a warehouse again and again, adds a row each time, and says how many in the end.
//   keep-writing.ts FOLDER [and-die]: with `and-die` it is killed with rows in the log that are in no file yet
import { recordDrained } from '../../../src/lib/server/warehouse/inbox/drained.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';

const [folder = '.', ending] = process.argv.slice(2);
const rounds = 40;
const row = (n: number) => ({ name: `row ${n}`, drainedBytes: n, tail: '' });

if (ending === 'and-die') {
	const warehouse = await openWarehouse(folder);
	for (let n = 0; n < rounds; n += 1) await recordDrained(warehouse, row(n));
	process.stdout.write(String(rounds), () => process.kill(process.pid, 'SIGKILL'));
} else {
	for (let n = 0; n < rounds; n += 1) {
		const warehouse = await openWarehouse(folder, { lockWaitMs: 60_000 });
		await recordDrained(warehouse, row(n));
		warehouse.close();
	}
	process.stdout.write(String(rounds));
}
