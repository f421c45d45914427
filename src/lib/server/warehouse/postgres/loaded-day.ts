// Up to which day everything in a database was read, kept in the warehouse so that it commits with what was read.
import { z } from 'zod';
import type { Warehouse } from '../connection.ts';

const DayRow = z.object({ day: z.string() });

/** The last day that is wholly loaded, or `undefined` while there is none. */
export async function readLoadedDay(
	warehouse: Warehouse,
	address: string
): Promise<string | undefined> {
	const rows = await warehouse.all(
		'SELECT loaded_day::VARCHAR AS day FROM postgres_source WHERE address = $address',
		{ address }
	);
	return rows[0] === undefined ? undefined : DayRow.parse(rows[0]).day;
}

/** Records that everything up to `day` is loaded; call it in the transaction that loads the last of it. */
export async function recordLoadedDay(
	warehouse: Warehouse,
	address: string,
	day: string
): Promise<void> {
	await warehouse.run('DELETE FROM postgres_source WHERE address = $address', { address });
	await warehouse.run('INSERT INTO postgres_source VALUES ($address, $day::DATE)', {
		address,
		day
	});
}
