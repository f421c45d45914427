// The short form of `npm run test:soak`: a few weeks in a minute, and every fault once.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingsOf } from '../slow/soak/describe-report.ts';
import { faults } from '../slow/soak/scene.ts';
import { soak } from '../slow/soak/soak.ts';
import { temporaryFolder } from '../support/murmuration.ts';

let folder: string;
let remove: () => Promise<void>;

beforeAll(async () => {
	({ folder, remove } = await temporaryFolder());
});
afterAll(() => remove());

test('weeks of reports under every fault: nothing lost, nothing doubled, releases as they were', async () => {
	const report = await soak({
		dataFolder: join(folder, 'data'),
		seconds: 35,
		secondsPerDay: 2,
		say: () => {}
	});
	expect(findingsOf(report)).toEqual([]);
	expect(Object.keys(report.faults)).toHaveLength(faults.length);
	expect(report.acknowledged).toBeGreaterThan(300);
	expect(report.releases).toBeGreaterThan(2);
	expect(report.reads['200']).toBeGreaterThan(20);
}, 600_000);
