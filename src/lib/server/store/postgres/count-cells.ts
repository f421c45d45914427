// Counting inside PostgreSQL: the register of a period is made and grouped there, and only its cells leave it.
import type { Client } from 'pg';
import { z } from 'zod';
import type { Dataset } from '../../../schema/dataset.ts';
import type { Period } from '../../../schema/period.ts';
import { toLiteral } from '../../sql-literal.ts';
import { countGroups, type GroupReader } from '../counting/count-groups.ts';
import { groupingsOf, toColumns } from '../counting/groupings.ts';
import type { EngineCells, Thresholds } from '../heartbeat-counter.ts';
import { Count, readRow } from './read-rows.ts';
import { readStatement } from './statement.ts';

const PopulationRow = z.object({ population: Count });
const Text = z.string().nullable();
const CountRow = z.tuple([Count], Text).transform(([count, ...values]) => ({ values, count }));
const CellRow = z
	.tuple([Count, z.int()], Text)
	.transform(([count, place, ...values]) => ({ place, values, count }));
const DivisionRow = z
	.tuple([Count, Count, z.number(), z.number(), z.number()], Text)
	.transform(([units, contributors, total, largest, second, ...values]) => ({
		...{ values, units, contributors, total, largest, second }
	}));

/** Counts a period in the transaction of whoever calls. */
export async function countCells(
	client: Client,
	dataset: Dataset,
	period: Period,
	{ minActiveDays, minAgeDays }: Thresholds
): Promise<EngineCells> {
	const within = {
		start: `date ${toLiteral(period.start)}`,
		end: `date ${toLiteral(period.end)}`,
		active: String(minActiveDays),
		age: String(minAgeDays)
	};
	// Sorting and hashing beside each other on one connection; compiling costs more than it saves.
	await client.query("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off");
	await client.query(readStatement('count/eligible', within));
	await client.query(readStatement('count/register', within));
	const { population } = await readRow(
		client,
		PopulationRow,
		'SELECT count(*) AS population FROM register'
	);
	const groupings = groupingsOf(dataset, period);
	await client.query(readStatement('count/finest', groupings.literals));
	const cells = await countGroups(dataset, period, groupings, toReader(client));
	return { population, ...cells };
}

function toReader(client: Client): GroupReader {
	return {
		readCells: (names) =>
			readArrays(client, CellRow, readStatement('count/cells', { columns: toColumns(names) })),
		readSet: (place, { id, codes }, names) => {
			const columns = names.map((name) => `, "${name}"`).join('');
			const literals = { place: String(place), set: `"${id}"`, columns };
			return readArrays(client, CountRow, readStatement('count/cells_of_set', literals), [codes]);
		},
		readDivision: (place, amount, names) => {
			const columns = toColumns(names);
			const literals = { place: String(place), amount: `"${amount}"`, columns };
			return readArrays(client, DivisionRow, readStatement('count/division', literals));
		}
	};
}

async function readArrays<Row>(
	client: Client,
	row: z.ZodType<Row>,
	text: string,
	values: unknown[] = []
): Promise<Row[]> {
	const { rows } = await client.query({ text, values, rowMode: 'array' });
	return z.array(row).parse(rows);
}
