// One spelling for every heartbeat, which databases read without loss.
import type { Heartbeat } from '../../../schema/heartbeat.ts';

/** JSON with UTC microseconds and with neither NUL nor half a surrogate pair in a text. */
export function toCanonicalLine(heartbeat: Heartbeat): string {
	const sent_at = toMicroseconds(heartbeat.sent_at);
	return JSON.stringify({ ...heartbeat, sent_at }, (_key, value: unknown) =>
		typeof value === 'string' ? value.replace(/\0|\p{Surrogate}/gu, '\uFFFD') : value
	);
}

function toMicroseconds(time: string): string {
	const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
	return new Date(time).toISOString().replace(/\d{3}Z$/, `${fraction.slice(0, 6).padEnd(6, '0')}Z`);
}
