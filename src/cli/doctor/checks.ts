// One check per thing that has to be right before the server can run.
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { Settings } from '../../lib/server/environment.ts';
import { handlerFile, toOrigin } from '../serve/address.ts';
import { checkDatabase } from './check-database.ts';
import { checkDatasets } from './check-datasets.ts';
import { checkShared } from './check-shared.ts';

/** What a check found; `advice` says what to do where it is not well. */
export interface Finding {
	readonly name: string;
	readonly ok: boolean;
	readonly found: string;
	readonly advice?: string;
}

type Check = (settings: Settings) => Finding | Promise<Finding>;

const leastFreeBytes = 512 * 2 ** 20;
/** A clock that was never set stands before that. */
const earliest = Date.parse('2025-01-01T00:00:00Z');
const dayMs = 86_400_000;

/** All checks, in the order in which one would put things right. */
export const checks: readonly Check[] = [
	checkBuild,
	checkFolder,
	checkDisk,
	checkClock,
	checkWarehouse,
	checkReleases,
	checkDatabase,
	checkShared,
	checkPolicy,
	checkDatasets,
	checkFraming,
	checkPort
];

function checkBuild(): Finding {
	const name = 'web side';
	return existsSync(handlerFile)
		? { name, ok: true, found: 'built' }
		: { name, ok: false, found: 'not built', advice: 'run npm run build' };
}

async function checkFolder({ dataFolder }: Settings): Promise<Finding> {
	const name = 'data folder';
	const file = join(dataFolder, `.doctor-${randomBytes(6).toString('hex')}`);
	try {
		await mkdir(dataFolder, { recursive: true });
		const handle = await open(file, 'wx', 0o600);
		await handle.sync().finally(() => handle.close());
		await rm(file);
		return { name, ok: true, found: `${resolve(dataFolder)} can be written` };
	} catch (error) {
		return {
			name,
			ok: false,
			found: (error as Error).message,
			advice: 'give this user the right to write there, or name another folder in MURMURATION_DATA'
		};
	}
}

async function checkDisk({ dataFolder }: Settings): Promise<Finding> {
	const name = 'disk';
	if (!existsSync(dataFolder))
		return { name, ok: false, found: 'there is no data folder to look at' };
	const { bavail, bsize } = await statfs(dataFolder);
	const free = bavail * bsize;
	const found = `${(free / 1e9).toFixed(1)} GB free`;
	if (free >= leastFreeBytes) return { name, ok: true, found };
	return {
		name,
		ok: false,
		found,
		advice: 'make room: heartbeats are refused once the disk is full'
	};
}

/** Periods close by the clock; a wrong one publishes too early or never. */
function checkClock({ dataFolder }: Settings): Finding {
	const name = 'clock';
	const now = Date.now();
	const found = `${new Date(now).toISOString().slice(0, 19)}Z`;
	const file = join(dataFolder, 'warehouse', 'warehouse.duckdb');
	const lastWrite = existsSync(file) ? statSync(file).mtimeMs : 0;
	if (now >= earliest && lastWrite <= now + dayMs) return { name, ok: true, found };
	return { name, ok: false, found, advice: 'set the clock of this machine, best by NTP' };
}

/** A warehouse that is in use is well: its user opened it. */
async function checkWarehouse({ dataFolder }: Settings): Promise<Finding> {
	const name = 'warehouse';
	const { openWarehouse } = await import('../../lib/server/warehouse/warehouse.ts');
	const { WarehouseLockedError, WarehouseUnreadableError } =
		await import('../../lib/server/warehouse/errors.ts');
	if (!existsSync(join(dataFolder, 'warehouse', 'warehouse.duckdb'))) {
		return { name, ok: true, found: 'empty, made by the first heartbeat' };
	}
	try {
		(await openWarehouse(dataFolder, { lockWaitMs: 0 })).close();
		return { name, ok: true, found: 'can be opened' };
	} catch (error) {
		if (error instanceof WarehouseLockedError) return { name, ok: true, found: error.message };
		if (error instanceof WarehouseUnreadableError) {
			return { name, ok: false, found: error.message };
		}
		return {
			name,
			ok: false,
			found: (error as Error).message.split('\n')[0] ?? '',
			advice: 'restore a backup with murmuration restore FOLDER --force'
		};
	}
}

async function checkReleases({ dataFolder }: Settings): Promise<Finding> {
	const name = 'releases';
	const { PublishedStore } = await import('../../lib/server/published/published-store.ts');
	try {
		await new PublishedStore(dataFolder).readStamp();
		return { name, ok: true, found: 'can be read' };
	} catch (error) {
		return { name, ok: false, found: (error as Error).message };
	}
}

async function checkPolicy({ policyFile }: Settings): Promise<Finding> {
	const name = 'policy';
	const { PolicyError, readPolicy } = await import('../../lib/server/builder/policy-file.ts');
	try {
		const { k, base } = await readPolicy(policyFile, true);
		return { name, ok: true, found: `${policyFile ?? 'the default'}, k ${k}, base ${base}` };
	} catch (error) {
		if (!(error instanceof PolicyError)) throw error;
		return {
			name,
			ok: false,
			found: error.message,
			advice: 'correct the file that MURMURATION_POLICY names'
		};
	}
}

function checkFraming({ frameAncestors }: Settings): Finding {
	const found =
		frameAncestors.length === 0
			? 'no site may show embeds in a frame (MURMURATION_FRAME_ANCESTORS is empty)'
			: `embeds may be shown by ${frameAncestors.join(' ')}`;
	return { name: 'framing', ok: true, found };
}

async function checkPort({ host, port }: Settings): Promise<Finding> {
	const name = 'port';
	const origin = toOrigin(host, port);
	const reason = await listenOnce(host, port);
	if (reason === undefined) return { name, ok: true, found: `${origin} is free` };
	if (reason === 'EADDRINUSE' && (await isServing(origin))) {
		return { name, ok: true, found: `${origin} is served already` };
	}
	return { name, ok: false, found: `${origin}: ${reason}`, advice: 'set another HOST or PORT' };
}

function listenOnce(host: string, port: number): Promise<string | undefined> {
	return new Promise((answer) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			answer(error.code ?? error.message);
		});
		server.listen(port, host, () => {
			server.close(() => {
				answer(undefined);
			});
		});
	});
}

async function isServing(origin: string): Promise<boolean> {
	const response = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(
		() => undefined
	);
	return response?.ok ?? false;
}
