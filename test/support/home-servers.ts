// The made-up reports of the example dataset `home-servers`, as data/example/home-servers.ndjson holds them.
import { instanceId } from './heartbeats.ts';

const servers = 120;
const weeks = ['2025-05-05', '2025-05-12'];
const types = ['appliance', 'container', 'virtual_machine'];
const archs = ['amd64', 'aarch64', 'aarch64', 'amd64', 'armv7', 'riscv64'];
const integrations = ['mqtt', 'zigbee', 'hue', 'sonos', 'energy', 'weather', 'cast', 'matter'];

/** A whole number from 0 up to `below` that looks random and is always the same for `n` and `topic`. */
function pick(n: number, topic: number, below: number): number {
	const mixed = Math.imul((n + 1) * 2654435761 + topic * 40503, 2246822519) >>> 0;
	return ((mixed ^ (mixed >>> 13)) >>> 0) % below;
}

/** Every report, by day: some servers report twice in a week. */
export function homeServers() {
	return weeks.flatMap((monday, week) =>
		Array.from({ length: servers }, (_, n) => {
			const day = new Date(Date.parse(monday) + pick(n, week, 7) * 86_400_000);
			const report = {
				server_id: instanceId(n),
				sent_at: `${day.toISOString().slice(0, 10)}T03:17:00Z`,
				version: pick(n, 3, 3) < week + 1 ? '2025.5.1' : '2025.4.4',
				installation_type: types[Math.min(2, pick(n, 4, 5))],
				arch: archs[pick(n, 5, archs.length)],
				integrations: integrations.filter((_one, index) => pick(n, 10 + index, index + 2) === 0),
				cloud: pick(n, 6, 10) < 4,
				entities: 5 + pick(n, 7, 40) ** 2,
				automations: pick(n, 8, 60)
			};
			const late = { ...report, sent_at: report.sent_at.replace('03:17', '21:40') };
			return n % 10 === 0 ? [report, late] : [report];
		}).flat()
	);
}
