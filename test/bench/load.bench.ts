// How fast a file of heartbeats becomes warehouse, against DuckDB reading the same file and doing nothing else.
//   node --import tsx test/bench/load.bench.ts [--rows 1000000] [--memory 512MB] [--large]
// --large adds 5 000 000 rows under a memory limit of 512 MB. Files are made in the system's temporary folder.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFile } from '../../src/lib/server/warehouse/load/load-file.ts';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { scanFile, writeHeartbeats } from './heartbeat-file.ts';

interface Run {
	readonly rows: number;
	readonly memory: string | undefined;
	readonly rounds: number;
}

const { values } = parseArgs({
	options: {
		rows: { type: 'string', default: '1000000' },
		memory: { type: 'string' },
		large: { type: 'boolean', default: false }
	}
});

const runs: Run[] = [{ rows: Number(values.rows), memory: values.memory, rounds: 3 }];
if (values.large) runs.push({ rows: 5_000_000, memory: '512MB', rounds: 1 });
for (const run of runs) await measure(run);

/** Prints the best of several rounds; in each the scans and the load follow each other, so that all meet the same machine. */
async function measure({ rows, memory, rounds }: Run): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
	try {
		const file = join(folder, 'heartbeats.ndjson');
		await writeHeartbeats(file, rows);
		let [scanMs, tableMs, loadMs] = [Infinity, Infinity, Infinity];
		for (let round = 0; round < rounds; round += 1) {
			const data = join(folder, String(round));
			mkdirSync(data);
			const scan = await scanFile(file, join(data, 'table.duckdb'));
			scanMs = Math.min(scanMs, scan.scanMs);
			tableMs = Math.min(tableMs, scan.tableMs);
			loadMs = Math.min(loadMs, await load(data, file, rows, memory));
			rmSync(data, { recursive: true });
		}
		const size = (statSync(file).size / 1e6).toFixed(0);
		process.stdout.write(`\n${rows} heartbeats, ${size} MB, memory limit ${memory ?? 'none'}\n`);
		process.stdout.write(toLine('typed scan', rows, scanMs, scanMs));
		process.stdout.write(toLine('typed scan into a DuckDB file', rows, tableMs, scanMs));
		process.stdout.write(toLine('load: check, deduplicate, commit', rows, loadMs, scanMs));
		process.stdout.write(`load against the scan into a file: ${(tableMs / loadMs).toFixed(2)}\n`);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Milliseconds of one load into a new warehouse; a heartbeat that is missing afterwards ends the run. */
async function load(
	folder: string,
	file: string,
	rows: number,
	memory: string | undefined
): Promise<number> {
	const warehouse = await openWarehouse(
		folder,
		memory === undefined ? {} : { memoryLimit: memory }
	);
	try {
		const start = performance.now();
		const { loaded } = await loadFile(warehouse, file);
		const elapsedMs = performance.now() - start;
		if (loaded !== rows) throw new Error(`loaded ${loaded} of ${rows} heartbeats`);
		return elapsedMs;
	} finally {
		warehouse.close();
	}
}

function toLine(what: string, rows: number, elapsedMs: number, scanMs: number): string {
	const seconds = (elapsedMs / 1000).toFixed(2).padStart(7);
	const speed = String(Math.round(rows / (elapsedMs / 1000))).padStart(9);
	return `${what.padEnd(34)} ${seconds} s ${speed} rows/s ${(scanMs / elapsedMs).toFixed(2)} of the scan\n`;
}
