// Counting inside ClickHouse: each shard makes and groups the register of its own instances, and only its cells leave it.
import { z } from 'zod';
import type { Dataset } from '../../../schema/dataset.ts';
import { joinApart } from '../../../schema/division.ts';
import type { Period } from '../../../schema/period.ts';
import { countGroups, type GroupReader } from '../counting/count-groups.ts';
import { groupingsOf, toColumns } from '../counting/groupings.ts';
import { joinAlike } from '../counting/join-alike.ts';
import type { EngineCells, Thresholds } from '../heartbeat-counter.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Session } from './cluster/node.ts';
import { heartbeatColumns, toDayNumber } from './heartbeat-row.ts';
import { readStatement } from './statement.ts';

const Count = z.coerce.number().int();
const Values = z.array(z.string());
const PopulationRow = z.tuple([Count]);
const CellRow = z
	.tuple([Count, Values, Count])
	.transform(([place, values, count]) => ({ place, values, count }));
const CountRow = z.tuple([Values, Count]).transform(([values, count]) => ({ values, count }));
const DivisionRow = z
	.tuple([Values, Count, Count, z.number(), z.number(), z.number()])
	.transform(([values, units, contributors, total, largest, second]) => ({
		...{ values, units, contributors, total, largest, second }
	}));

/** Counts a period on every shard, which have no instance in common, and puts the cells together. */
export async function countCells(
	cluster: Cluster,
	dataset: Dataset,
	period: Period,
	thresholds: Thresholds
): Promise<EngineCells> {
	const parts = await cluster.onShards((shard) =>
		shard.inSession((session) => countShard(session, dataset, period, thresholds))
	);
	return {
		population: parts.reduce((sum, part) => sum + part.population, 0),
		counts: joinTables(
			parts.map(({ counts }) => counts),
			(one, other) => ({ ...one, count: one.count + other.count })
		),
		divisions: joinTables(
			parts.map(({ divisions }) => divisions),
			(one, other) => ({ ...one, ...joinApart(one, other), units: one.units + other.units })
		)
	};
}

async function countShard(
	session: Session,
	dataset: Dataset,
	period: Period,
	{ minActiveDays, minAgeDays }: Thresholds
): Promise<EngineCells> {
	const within = {
		start: String(toDayNumber(period.start)),
		end: String(toDayNumber(period.end)),
		active: String(minActiveDays),
		age: String(minAgeDays),
		instances: readStatement('known_instances'),
		ties: tieOrder
	};
	await session.tell(readStatement('count/eligible', within));
	await session.tell(readStatement('count/register', within));
	await session.tell('DROP TEMPORARY TABLE eligible');
	const [[population] = [0]] = await session.rows(PopulationRow, 'SELECT count() FROM register');
	const groupings = groupingsOf(dataset, period);
	await session.tell(readStatement('count/finest', groupings.literals));
	await session.tell('DROP TEMPORARY TABLE register');
	const cells = await countGroups(dataset, period, groupings, toReader(session));
	await session.tell('DROP TEMPORARY TABLE finest');
	return { population, ...cells };
}

/** Of an instance the latest first; of the same moment the greater row. */
const tieOrder = [
	'instance_id',
	...heartbeatColumns.filter((column) => column !== 'instance_id').map((column) => `${column} DESC`)
].join(', ');

function toReader(session: Session): GroupReader {
	return {
		readCells: (names) =>
			session.rows(CellRow, readStatement('count/cells', { columns: toColumns(names) })),
		readSet: (place, { id, codes }, names) => {
			const literals = {
				...{ place: String(place), set: `"${id}"`, columns: toColumns(names) },
				codes: codes.map((code) => `'${code}'`).join(', ')
			};
			return session.rows(CountRow, readStatement('count/cells_of_set', literals));
		},
		readDivision: (place, amount, names) => {
			const columns = toColumns(names);
			const literals = { place: String(place), amount: `"${amount}"`, columns };
			return session.rows(DivisionRow, readStatement('count/division', literals));
		}
	};
}

/** Rows of the same values as one. */
function joinTables<Row extends { readonly values: readonly (string | null)[] }>(
	parts: readonly ReadonlyMap<string, readonly Row[]>[],
	join: (one: Row, other: Row) => Row
): Map<string, Row[]> {
	const [first] = parts;
	return new Map(
		[...(first?.keys() ?? [])].map((id) => [
			id,
			joinAlike(
				parts.flatMap((part) => part.get(id) ?? []),
				join
			)
		])
	);
}
