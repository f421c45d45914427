// Many days of a server in minutes, with every fault, and the account afterwards: `npm run test:soak -- --minutes N`.
// Five minutes unless told; with `--database` before a PostgreSQL, which is stopped and started as well. Needs a build.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TelemetryDatabase } from '../support/telemetry-database.ts';
import { describeReport, findingsOf } from './soak/describe-report.ts';
import { soak } from './soak/soak.ts';

const { values } = parseArgs({
	options: { minutes: { type: 'string', default: '5' }, database: { type: 'boolean' } }
});
const folder = await mkdtemp(join(tmpdir(), 'murmuration-soak-'));
const say = (line: string) => {
	process.stdout.write(`${line}\n`);
};
const database = values.database === true ? await TelemetryDatabase.start() : undefined;
try {
	const seconds = Number(values.minutes) * 60;
	const report = await soak({
		dataFolder: join(folder, 'data'),
		database,
		seconds,
		secondsPerDay: 4,
		say
	});
	for (const line of describeReport(report)) say(line);
	if (findingsOf(report).length > 0) process.exitCode = 1;
} finally {
	await database?.remove();
	await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
