// The PostgreSQL behind the inbox of a soak: what is in it, and what befalls it.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { TelemetryDatabase } from '../../support/telemetry-database.ts';
import type { StoredRow } from './account.ts';
import type { Fault, Scene } from './scene.ts';

const Row = z.object({ id: z.string(), day: z.string(), sent: z.number(), number: z.number() });
const patienceMs = 60_000;

/** Everything that the database holds. */
export async function readDatabase(database: TelemetryDatabase): Promise<StoredRow[]> {
	return z.array(Row).parse(
		await database.query(
			`SELECT instance_id::text AS id, day::text AS day, (extract(epoch FROM sent_at) * 1000)::float8 AS sent,
				active_users::integer AS number
			FROM murmuration.heartbeat`
		)
	);
}

/** What befalls the database; each leaves it running again. */
export function databaseFaults(database: TelemetryDatabase): Fault[] {
	const away = async (scene: Scene, meanwhile: () => Promise<unknown>) => {
		await database.halt();
		await meanwhile();
		await until(async () => (await readiness(scene)).includes('the database is away'));
		await scene.days(1);
		await database.resume();
		await until(async () => !(await readiness(scene)).includes('the database is away'));
	};
	return [
		{ name: 'database away for a day', strike: (scene) => away(scene, () => Promise.resolve()) },
		{
			name: 'all killed and started without the database',
			strike: (scene) =>
				away(scene, async () => {
					await scene.killAll();
					await scene.start();
				})
		}
	];
}

async function readiness({ origin }: Scene): Promise<string> {
	const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(10_000) });
	return answer.text();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
	for (const start = performance.now(); !(await holds());) {
		if (performance.now() - start > patienceMs) throw new Error(`never came: ${String(holds)}`);
		await sleep(50);
	}
}
