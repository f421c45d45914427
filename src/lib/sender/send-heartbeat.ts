// Sends one heartbeat a day. Copy this file: it needs Node.js 20 or newer and nothing else.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** What your program has to say for its heartbeats to be sent. */
export interface HeartbeatOptions {
	/** Where heartbeats go, such as `https://numbers.example.org/v1/heartbeat`. */
	readonly url: string;
	/** A random UUID that your instance has drawn once and keeps. */
	readonly instanceId: string;
	/** Name of your environment variable that switches heartbeats off, such as `EXAMPLE_TELEMETRY_OFF`. */
	readonly optOutVariable: string;
	/** Looks up `kodus`, `runtime`, `usage_7d` and `config`; called once a day, and never when switched off. */
	readonly measure: () => object | Promise<object>;
}

const dayMs = 24 * 60 * 60 * 1000;
const timeoutMs = 10_000;
const longestPauseSeconds = 600;

/**
 * Sends a heartbeat every day, at a second (UTC) that is made from the instance's id, so that a fleet
 * does not send all at once. Never throws, and does not keep the program alive.
 *
 * @returns a function that ends it
 */
export function startHeartbeats(options: HeartbeatOptions): () => void {
	const offsetMs = secondOfDay(options.instanceId) * 1000;
	const stop = new AbortController();
	let timer: NodeJS.Timeout;
	const plan = (after: number) => {
		const due = (Math.floor((after - offsetMs) / dayMs) + 1) * dayMs + offsetMs;
		timer = setTimeout(() => {
			plan(Math.max(due, Date.now()));
			void sendHeartbeat(options, stop.signal);
		}, due - Date.now()).unref();
	};
	plan(Date.now());
	return () => {
		clearTimeout(timer);
		stop.abort();
	};
}

/**
 * Sends one heartbeat now. A receiver that is busy says when to come back and is asked once more then;
 * after any other failure the next try is tomorrow's. Never throws.
 */
export async function sendHeartbeat(
	{ url, instanceId, optOutVariable, measure }: HeartbeatOptions,
	signal?: AbortSignal
): Promise<'sent' | 'not sent' | 'switched off'> {
	if (isSwitchedOff(optOutVariable)) return 'switched off';
	try {
		const heartbeat = {
			schema_version: 1,
			instance_id: instanceId,
			sent_at: new Date().toISOString(),
			...(await measure())
		};
		const body = JSON.stringify(heartbeat);
		let answer = await post(url, body);
		const seconds = retryAfter(answer);
		if (seconds <= longestPauseSeconds) {
			await pause(seconds * 1000, undefined, { ref: false, ...(signal && { signal }) });
			answer = await post(url, body);
		}
		return answer.ok ? 'sent' : 'not sent';
	} catch {
		return 'not sent';
	}
}

/** Whether the operator opted out, by your variable or by `DO_NOT_TRACK`, or this is a build service. */
export function isSwitchedOff(optOutVariable: string): boolean {
	const said = (name: string) => (process.env[name] ?? '').trim().toLowerCase();
	const isOn = (name: string) => ['1', 'true', 'yes', 'on'].includes(said(name));
	const isBuildService = !['', '0', 'false'].includes(said('CI'));
	return isOn(optOutVariable) || isOn('DO_NOT_TRACK') || isBuildService;
}

async function post(url: string, body: string): Promise<Response> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body,
		redirect: 'error',
		signal: AbortSignal.timeout(timeoutMs)
	});
	await answer.body?.cancel();
	return answer;
}

/** Seconds after which a busy receiver may be asked again; endless when it did not say. */
function retryAfter(answer: Response): number {
	const isBusy = answer.status === 429 || answer.status === 503;
	const seconds = Number(answer.headers.get('retry-after') ?? 'none');
	return isBusy && seconds >= 0 ? seconds : Infinity;
}

function secondOfDay(instanceId: string): number {
	const hash = createHash('sha256').update(`heartbeat of ${instanceId}`).digest();
	return hash.readUInt32BE() % (dayMs / 1000);
}
