// A folder of releases that several machines share, as over NFS.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readReleaseFiles } from '../../../src/lib/server/published/release-files.ts';
import { temporaryFolder } from '../../support/murmuration.ts';
import type { SmallFleet } from '../../support/one-dimension.ts';

const program = fileURLToPath(new URL('./publish-once.ts', import.meta.url));

const fleets: readonly SmallFleet[] = [180, 240].map((count) => ({
	version: { '2.1.8': count, '2.1.7': 20 },
	platform: { docker: count, k8s: 20 },
	rules: { yes: count, no: 20 }
}));

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
	({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

async function ready(fleet: SmallFleet): Promise<ChildProcess> {
	const child = fork(program, [folder, JSON.stringify(fleet)], { execArgv: ['--import', 'tsx'] });
	await once(child, 'message');
	return child;
}

async function publish(child: ChildProcess): Promise<unknown> {
	const [told, exit] = [once(child, 'message'), once(child, 'exit')];
	child.send('go');
	const [outcome] = (await told) as [unknown];
	await exit;
	return outcome;
}

test('of two builders with different releases of one period exactly one publishes, and its release is whole', async () => {
	const builders = await Promise.all(fleets.map(ready));
	const outcomes = await Promise.all(builders.map(publish));
	expect(outcomes.toSorted()).toEqual(['ReleaseTakenError', 'published']);
	const parent = join(folder, 'small', 'week');
	expect(readdirSync(parent)).toEqual(['2026-W46']);
	const { cells } = await readReleaseFiles(join(parent, '2026-W46'));
	const totals = new Set(
		cells.filter(({ value }) => value === 200 || value === 260).map(({ value }) => value)
	);
	expect([...totals]).toEqual([outcomes[0] === 'published' ? 200 : 260]);
});
