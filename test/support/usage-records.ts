// Usage records of the example dataset for tests.
import { instanceId } from './heartbeats.ts';

/** A record of home `n` in a week; `more` says what differs. */
export function homeRecord(n: number, week: string, more: Readonly<Record<string, unknown>> = {}) {
	return {
		home_id: instanceId(n),
		week,
		core: '2026.11.1',
		kind: 'os',
		integration: 'mqtt',
		devices: 10 + n,
		...more
	};
}
