import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { fleet, toNdjson } from '../../support/heartbeats.ts';
import { readContent, temporaryFile, temporaryFolder } from './temporary-warehouse.ts';

const program = fileURLToPath(new URL('../../../src/cli/murmuration.js', import.meta.url));
const small = () => temporaryFile('small.ndjson', toNdjson(fleet(20)));

/** Big enough to be caught in the middle. */
function big(): string {
	const days = Array.from(
		{ length: 30 },
		(_, day) => `2026-10-${String(day + 1).padStart(2, '0')}`
	);
	return temporaryFile('big.ndjson', toNdjson(days.flatMap((day) => fleet(8000, day))));
}

/** Starts a load and sends `signal` while the big file is being written to the warehouse. */
async function interruptedLoad(dataFolder: string, file: string, signal: NodeJS.Signals) {
	const child = spawn(process.execPath, [program, 'load', file], {
		env: { ...process.env, MURMURATION_DATA: dataFolder },
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let stderr = '';
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const ended = once(child, 'close');
	const database = join(dataFolder, 'warehouse', 'warehouse.duckdb');
	const sizeBefore = statSync(database).size;
	while (child.exitCode === null && statSync(database).size === sizeBefore) await sleep(5);
	child.kill(signal);
	const [code] = (await ended) as [number | null];
	return { code, stderr };
}

test.each(['SIGKILL', 'SIGINT'] as const)(
	'a load stopped in the middle by %s leaves the warehouse as before that file',
	async (signal) => {
		const folder = temporaryFolder();
		const before = await openWarehouse(folder);
		await loadFile(before, small());
		const content = await readContent(before);
		before.close();

		const { code, stderr } = await interruptedLoad(folder, big(), signal);
		expect(code).toBe(signal === 'SIGINT' ? 1 : null);
		if (signal === 'SIGINT')
			expect(stderr).toMatch(/^murmuration: stopped: nothing of .* was loaded$/m);

		const after = await openWarehouse(folder);
		expect(await readContent(after)).toEqual(content);
		after.close();
	}
);
