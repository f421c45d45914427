// Sample data gives way to real data and never the other way round.
import type { Warehouse } from '../../lib/server/warehouse/warehouse.ts';
import { Refusal } from '../refusal.ts';

/**
 * Settles whether the warehouse holds sample or real heartbeats.
 *
 * @returns what to do before a file is loaded: real ones take the place of all sample data
 */
export async function openOrigin(
	warehouse: Warehouse,
	dataFolder: string,
	sample: boolean
): Promise<() => Promise<void>> {
	const { readSetting, writeSetting } = await import('../../lib/server/warehouse/setting.ts');
	const { removeSample } = await import('../../lib/server/warehouse/remove-sample.ts');
	if (sample && (await readSetting(warehouse, 'origin')) === 'real') {
		throw new Refusal('--sample: the warehouse holds real data; nothing was loaded');
	}
	return async () => {
		const origin = await readSetting(warehouse, 'origin');
		if (origin === undefined) {
			await writeSetting(warehouse, 'origin', sample ? 'sample' : 'real');
		} else if (origin === 'sample' && !sample) {
			await removeSample(warehouse, dataFolder);
			process.stderr.write('removed the sample data and its releases\n');
		}
	};
}
