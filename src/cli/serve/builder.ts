// The builder process under `serve`: drains the inbox again and again, and publishes what is due.
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnvironment } from '../../lib/server/environment.ts';
import { stopAsked, tellReady } from '../../lib/server/supervisor/supervised.ts';
import { noteRun } from '../../lib/server/operations/runs.ts';
import { databaseOf } from '../database.ts';
import { sharedOf } from '../shared.ts';
import { Builder } from './builder-round.ts';
import { AuditLogCheck } from './check-audit-log.ts';

/** How long the last drain waits for another verb to let go of the warehouse. */
const lastPatienceMs = 15_000;

/** Works until the supervisor wants it to stop, then drains once more. */
export async function serveBuilder(): Promise<void> {
	const asked = new AbortController();
	void stopAsked().then(() => {
		asked.abort();
	});
	const settings = readEnvironment();
	const builder = new Builder(settings, {
		database: await databaseOf(settings),
		shared: await sharedOf(settings)
	});
	const auditLog = new AuditLogCheck(settings.dataFolder);
	tellReady({});
	while (!asked.signal.aborted) {
		await builder.drain();
		await builder.publish();
		await auditLog.check();
		await noteRun(settings.dataFolder, 'round', Date.now());
		await pause(settings.drainSeconds * 1000, asked.signal);
	}
	await builder.drain(lastPatienceMs);
}

async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
	await sleep(durationMs, undefined, { signal }).catch((error: unknown) => {
		if (!signal.aborted) throw error;
	});
}
