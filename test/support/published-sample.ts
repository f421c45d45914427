// The sample fleet as `npm start` shows it, in a data folder of its own.
import { fileURLToPath } from 'node:url';
import { murmuration, temporaryFolder } from './murmuration.ts';

const sample = fileURLToPath(new URL('../../data/sample/heartbeats.parquet', import.meta.url));

/** Loads the sample and publishes all its periods; takes a minute. */
export async function publishSample(): Promise<{ folder: string; remove: () => Promise<void> }> {
	const { folder, remove } = await temporaryFolder();
	for (const parameters of [['load', '--sample', sample], ['publish']]) {
		const { code, stderr } = await murmuration(folder, ...parameters);
		if (code !== 0) throw new Error(stderr);
	}
	return { folder, remove };
}
