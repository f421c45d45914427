// The audit log, added up once an hour: what was changed in it should not wait for somebody to look.
import { setTimeout as sleep } from 'node:timers/promises';
import { auditFolder } from '../../lib/server/access/audit-log/audit-log.ts';
import { verify, type Verdict } from '../../lib/server/access/audit-log/verify.ts';
import { Log } from '../../lib/server/log/log.ts';
import { noteRun } from '../../lib/server/operations/runs.ts';

const everyMs = 3_600_000;
/** A line that somebody writes just now looks broken. */
const looks = 3;
const pauseMs = 1_000;

const log = new Log('audit-log');

/** Adds it up when it is time to; tells a break in the log and notes it. */
export class AuditLogCheck {
	readonly #dataFolder: string;
	#nextMs = 0;

	constructor(dataFolder: string) {
		this.#dataFolder = dataFolder;
	}

	async check(): Promise<void> {
		if (performance.now() < this.#nextMs) return;
		this.#nextMs = performance.now() + everyMs;
		const { broken } = await lookAt(auditFolder(this.#dataFolder));
		if (broken) {
			log.error(`the audit log is broken at ${broken.file}:${broken.line}: ${broken.reason}`);
		}
		await noteRun(this.#dataFolder, 'audit-log', Date.now(), !broken);
	}
}

async function lookAt(folder: string): Promise<Verdict> {
	for (let look = 1; ; look += 1) {
		const verdict = await verify(folder);
		if (!verdict.broken || look === looks) return verdict;
		await sleep(pauseMs);
	}
}
