// Heartbeats of a simulated fleet as text.
import { heartbeatsOfNight, type createFleet } from '../../src/lib/datasets/simulate/fleet.ts';

type Fleet = ReturnType<typeof createFleet>;

const chunkCharacters = 1 << 18;

/** One line of JSON for each heartbeat of some nights, in chunks of some hundred thousand characters. */
export function* heartbeatLines(
	fleet: Fleet,
	nights: Fleet['nights'] = fleet.nights
): Generator<string> {
	let text = '';
	for (const night of nights) {
		for (const heartbeat of heartbeatsOfNight(fleet, night)) {
			text += `${JSON.stringify(heartbeat)}\n`;
			if (text.length < chunkCharacters) continue;
			yield text;
			text = '';
		}
	}
	yield text;
}
