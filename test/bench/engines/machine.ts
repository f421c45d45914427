import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreAddress } from '../../../src/lib/server/store/store-address.ts';
import { openWarehouse, type Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';

/** A data folder with its warehouse, and the store behind it where heartbeats are in one. */
export interface Machine {
	readonly folder: string;
	readonly warehouse: Warehouse;
	readonly address: StoreAddress | undefined;
	/** Removes the folder. */
	close(): void;
}

/** A machine with nothing in its folder. */
export async function openMachine(address?: StoreAddress): Promise<Machine> {
	const folder = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
	const warehouse = await openWarehouse(folder);
	return {
		folder,
		warehouse,
		address,
		close: () => {
			warehouse.close();
			rmSync(folder, { recursive: true });
		}
	};
}
