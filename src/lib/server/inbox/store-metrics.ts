// What Prometheus is told of the database behind the inbox, and of what waits for it.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Gauge, type Registry } from 'prom-client';
import { absent, listFolder } from '../published/folder.ts';
import { parseSegmentName } from './segment-name.ts';
import { readStoreState } from './store-state.ts';

/** Adds gauges to `registry` that are read whenever somebody asks. */
export function watchStore(registry: Registry, dataFolder: string): void {
	const gauges = [
		[
			'murmuration_store_available',
			'1 if the last round of draining reached the database, else 0.',
			async () => Number((await readStoreState(dataFolder))?.available ?? false)
		],
		[
			'murmuration_store_drained_timestamp_seconds',
			'When the inbox was last drained to the database as a whole; 0 if never.',
			async () => ((await readStoreState(dataFolder))?.drained ?? 0) / 1000
		],
		[
			'murmuration_inbox_bytes',
			'Size of the segments in the inbox; each is removed soon after its hour, once it is drained.',
			() => sizeOfSegments(join(dataFolder, 'inbox'))
		]
	] as const;
	for (const [name, help, read] of gauges) {
		new Gauge({
			name,
			help,
			registers: [registry],
			async collect() {
				this.set(await read());
			}
		});
	}
}

async function sizeOfSegments(inbox: string): Promise<number> {
	const names = await listFolder(inbox);
	const segments = names.filter((name) => parseSegmentName(name) !== undefined);
	const sizes = segments.map(async (name) => (await stat(join(inbox, name)).catch(absent))?.size);
	return (await Promise.all(sizes)).reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
