// What the verb `simulate` can make: records in steps of time, and how a Parquet file holds them.
import {
	createFleet,
	heartbeatsOfNight,
	type FleetOptions
} from '../../lib/datasets/simulate/fleet.ts';
import { simulateUsage } from '../../lib/datasets/simulate/usage/usage-fleet.ts';
import { usageProfiles } from '../../lib/datasets/simulators.ts';
import type { Dataset } from '../../lib/schema/dataset.ts';
import type { RecordDefinition, RecordField } from '../../lib/schema/usage/record-definition.ts';

/** Made-up data of one dataset. */
export interface Simulation {
	/** Number of steps, and what they are. */
	readonly total: number;
	readonly steps: 'nights' | 'weeks';
	/** What the records are called. */
	readonly records: 'heartbeats' | 'records';
	/** Units that left before the last step, where that is known. */
	readonly left?: number;
	/** Columns of a Parquet file, as DuckDB's JSON reader takes them. */
	readonly columns: string;
	/** The records of each step. */
	batches(): Iterable<Iterable<object>>;
}

/** The heartbeat as DuckDB reads it; names and order are those of the schema. */
const heartbeatColumns = `{
	schema_version: 'INTEGER',
	instance_id: 'VARCHAR',
	sent_at: 'VARCHAR',
	kodus: 'STRUCT(version VARCHAR, deployment VARCHAR, uptime_hours INTEGER)',
	runtime: 'STRUCT(node_version VARCHAR, os VARCHAR, arch VARCHAR, cpu_count INTEGER, db_type VARCHAR, db_version VARCHAR)',
	usage_7d: 'STRUCT(active_users INTEGER, organizations INTEGER, teams INTEGER, repos_connected INTEGER, prs_reviewed INTEGER, suggestions_generated INTEGER, suggestions_applied INTEGER)',
	config: 'STRUCT(kody_rules_enabled BOOLEAN, agent_review_repos_pct DOUBLE, integrations VARCHAR[])'
}`;
const types: Readonly<Record<RecordField['kind'], string>> = {
	code: 'VARCHAR',
	set: 'VARCHAR[]',
	answer: 'BOOLEAN',
	version: 'VARCHAR',
	count: 'BIGINT',
	amount: 'DOUBLE'
};

/** The made-up data of `dataset`; `undefined` when it has none. */
export function toSimulation(dataset: Dataset, options: FleetOptions): Simulation | undefined {
	const { id, record } = dataset;
	if (!record) return heartbeatSimulation(options);
	const profile = usageProfiles[id];
	if (!profile) return undefined;
	return {
		total: options.weeks,
		steps: 'weeks',
		records: 'records',
		columns: recordColumns(record),
		*batches() {
			for (const { records } of simulateUsage(profile, record.unit, options)) yield records;
		}
	};
}

function heartbeatSimulation(options: FleetOptions): Simulation {
	const fleet = createFleet(options);
	return {
		total: fleet.nights.length,
		steps: 'nights',
		records: 'heartbeats',
		left: fleet.left,
		columns: heartbeatColumns,
		*batches() {
			for (const night of fleet.nights) yield heartbeatsOfNight(fleet, night);
		}
	};
}

function recordColumns({ unit, time, fields }: RecordDefinition): string {
	const columns = fields.map(({ id, kind }) => `"${id}": '${types[kind]}'`);
	return `{"${unit}": 'VARCHAR', "${time}": 'VARCHAR', ${columns.join(', ')}}`;
}
