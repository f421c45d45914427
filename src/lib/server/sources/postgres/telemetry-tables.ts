// The two tables of a telemetry store and the columns by which they can be read, found by looking rather than assumed.
import type { Client } from 'pg';
import { z } from 'zod';
import { SourceError } from '../source-error.ts';

/** How the store is read; every part is SQL made of names that the database itself gave. */
export interface TelemetryTables {
	readonly heartbeats: string;
	/** The text of a heartbeat's JSONB; of an oversized one its beginning only, so that it is refused as a line. */
	readonly payload: string;
	readonly received: { readonly column: string; readonly type: ReceivedType };
	readonly instances: string;
	/** The day on which an instance was first seen; `undefined` where the store does not keep it. */
	readonly firstSeen: string | undefined;
}

export type ReceivedType = 'timestamptz' | 'timestamp' | 'date';

const heartbeatTable = 'telemetry_heartbeats';
const instanceTable = 'telemetry_instances';
const receivedNames = ['received_at', 'received_day'];
const firstSeenNames = ['first_seen_at', 'first_seen', 'first_seen_day'];
const receivedTypes: readonly string[] = ['timestamptz', 'timestamp', 'date'];
/** A heartbeat has 5 KB at most; packed by PostgreSQL, even this much is no line that DuckDB can't take. */
const payloadLimitBytes = 8192;

const ColumnRow = z.object({
	table_schema: z.string(),
	table_name: z.string(),
	column_name: z.string(),
	udt_name: z.string()
});
type Columns = ReadonlyMap<string, string>;

/** @throws {SourceError} naming the table or column that is missing or is of another type */
export async function findTelemetryTables(client: Client): Promise<TelemetryTables> {
	const { rows } = await client.query(
		`SELECT table_schema, table_name, column_name, udt_name FROM information_schema.columns
		WHERE table_name = ANY($1) AND to_regclass(quote_ident(table_name)) =
			to_regclass(quote_ident(table_schema) || '.' || quote_ident(table_name))`,
		[[heartbeatTable, instanceTable]]
	);
	const found = z.array(ColumnRow).parse(rows);
	const heartbeats = columnsOf(found, heartbeatTable);
	const instances = columnsOf(found, instanceTable);
	const payload = typeOf(heartbeats, heartbeatTable, ['payload'], ['jsonb', 'json']);
	typeOf(instances, instanceTable, ['instance_id'], ['uuid', 'text', 'varchar']);
	const received = typeOf(heartbeats, heartbeatTable, receivedNames, receivedTypes);
	const firstSeen = firstSeenNames.find((name) =>
		receivedTypes.includes(instances.get(name) ?? '')
	);
	return {
		heartbeats: qualify(found, heartbeatTable),
		payload: payloadText(payload.type),
		received: { column: received.name, type: received.type as ReceivedType },
		instances: qualify(found, instanceTable),
		firstSeen: firstSeen && toDay(firstSeen, instances.get(firstSeen) as ReceivedType)
	};
}

/** SQL of the UTC day of a column. */
export function toDay(column: string, type: ReceivedType): string {
	return type === 'timestamptz' ? `(${column} AT TIME ZONE 'UTC')::date` : `${column}::date`;
}

function columnsOf(found: readonly z.infer<typeof ColumnRow>[], table: string): Columns {
	const columns = found.filter(({ table_name }) => table_name === table);
	if (columns.length === 0) {
		throw new SourceError(
			`the database has no table ${table} that this user may read; expected ${heartbeatTable} and ${instanceTable}`
		);
	}
	return new Map(columns.map(({ column_name, udt_name }) => [column_name, udt_name]));
}

function qualify(found: readonly z.infer<typeof ColumnRow>[], table: string): string {
	const schema = found.find(({ table_name }) => table_name === table)?.table_schema ?? '';
	return `"${schema.replaceAll('"', '""')}".${table}`;
}

/** The first of `names` that is there. */
function typeOf(
	columns: Columns,
	table: string,
	names: readonly string[],
	types: readonly string[]
): { name: string; type: string } {
	const name = names.find((one) => columns.has(one));
	if (name === undefined) {
		throw new SourceError(`table ${table} has no column ${names.join(' or ')}`);
	}
	const type = columns.get(name) ?? '';
	if (!types.includes(type)) {
		throw new SourceError(`${table}.${name}: expected ${types.join(' or ')}, got ${type}`);
	}
	return { name, type };
}

function payloadText(type: string): string {
	const json = type === 'jsonb' ? 'payload' : 'payload::jsonb';
	return `CASE WHEN pg_column_size(payload) > ${payloadLimitBytes} THEN left(${json}::text, ${payloadLimitBytes}) ELSE ${json}::text END`;
}
