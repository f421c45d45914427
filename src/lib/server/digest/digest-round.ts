// The digest under `serve`: looks for a new week now and then, and sends its digest once, later if need be.
import { setTimeout as sleep } from 'node:timers/promises';
import { Log } from '../log/log.ts';
import { PublishedStore } from '../published/published-store.ts';
import { Mark } from './mark.ts';
import { sendDigest, type Sent } from './send-digest.ts';
import { writeDigest, type Digest } from './write-digest.ts';

export interface DigestOptions {
	readonly dataFolder: string;
	readonly webhook: URL;
	/** Of the dashboard, where it is known. */
	readonly address: string | undefined;
	/** How often to look; a minute unless told. */
	readonly everyMs?: number;
	/** How long to wait after the first failure, twice as long after each further one; a minute unless told. */
	readonly retryMs?: number;
}

const longestRetryMs = 3_600_000;

const log = new Log('digest');

/** Looks and sends until `signal` says so. */
export async function keepSending(options: DigestOptions, signal: AbortSignal): Promise<void> {
	const store = new PublishedStore(options.dataFolder);
	const everyMs = options.everyMs ?? 60_000;
	const refused = new Set<string>();
	let failures = 0;
	while (!signal.aborted) {
		const digest = await writeDigest(store, options.address);
		let waitMs = everyMs;
		if (digest && !refused.has(digest.period) && !(await isMarked(options, digest))) {
			const sent = await sendDigest(options.dataFolder, options.webhook, digest);
			tell(digest, sent);
			if (sent.kind === 'refused' && sent.lasting) refused.add(digest.period);
			failures = sent.kind === 'refused' && !sent.lasting ? failures + 1 : 0;
			if (failures > 0 && sent.kind === 'refused') {
				waitMs = Math.max(sent.waitMs, retryDelayMs(failures, options.retryMs ?? 60_000));
			}
		}
		await sleep(waitMs, undefined, { signal }).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
	}
}

async function isMarked({ dataFolder }: DigestOptions, digest: Digest): Promise<boolean> {
	return (await new Mark(dataFolder, digest).read()) !== undefined;
}

/** Exponential backoff, up to an hour; half of it is chance. */
function retryDelayMs(failures: number, firstMs: number): number {
	const ceiling = Math.min(longestRetryMs, firstMs * 2 ** (failures - 1));
	return (ceiling / 2) * (1 + Math.random());
}

function tell({ dataset, period }: Digest, sent: Sent): void {
	const facts = { dataset, period };
	const name = `the digest of ${dataset} ${period}`;
	if (sent.kind === 'delivered') log.info(`sent ${name}`, facts);
	else if (sent.kind === 'unknown')
		log.warn(`${name} may have arrived or not (${sent.reason}); it is not sent again`, facts);
	else if (sent.kind === 'refused')
		log.warn(
			`${name} was not taken: ${sent.reason}${sent.lasting ? '; not tried again before a restart' : ''}`,
			facts
		);
}
