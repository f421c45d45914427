// The verb `quarantine`: the steward's look at heartbeats from sources over their limit, and the word that they may count.
import { Command } from 'commander';
import { z } from 'zod';
import { readEnvironment } from '../lib/server/environment.ts';
import type { HeartbeatCounter, HeldInstance } from '../lib/server/store/heartbeat-counter.ts';
import { databaseOf } from './database.ts';
import { Refusal } from './refusal.ts';

interface Options {
	readonly all?: true;
	readonly json?: true;
}

type Decision = 'release' | 'drop';

/** `murmuration quarantine list|release|drop` */
export function quarantineCommand(): Command {
	const command = new Command('quarantine')
		.description('shows, releases or drops heartbeats that were stored and do not count')
		.exitOverride();
	command
		.command('list')
		.description('instances in quarantine, by the day they came')
		.option('--json', 'machine-readable result')
		.action(list);
	decisionCommand(command, 'release', 'lets instances count; published releases stay as they are');
	decisionCommand(command, 'drop', 'deletes what is in quarantine of instances');
	return command;
}

function decisionCommand(command: Command, decision: Decision, description: string): void {
	command
		.command(decision)
		.description(description)
		.argument('[instance_id...]', 'as `quarantine list` shows them')
		.option('--all', 'every instance in quarantine')
		.option('--json', 'machine-readable result')
		.action((instances: string[], options: Options) => decide(decision, instances, options));
}

async function list({ json }: Options): Promise<void> {
	const instances = await withHeartbeats((heartbeats) => heartbeats.listHeld());
	process.stdout.write(json ? `${JSON.stringify({ instances })}\n` : toText(instances));
}

async function decide(decision: Decision, given: string[], options: Options): Promise<void> {
	const asked = parseInstances(given, options);
	const result = await withHeartbeats(async (heartbeats) => {
		const known = (await heartbeats.listHeld()).map(({ instance }) => instance);
		const stranger = asked?.find((instance) => !known.includes(instance));
		if (stranger !== undefined) throw new Refusal(`${stranger} is not in quarantine`);
		const instances = asked ?? known;
		const count = await (decision === 'release'
			? heartbeats.admit(instances)
			: heartbeats.drop(instances));
		return { instances: instances.length, heartbeats: count };
	});
	process.stdout.write(
		options.json
			? `${JSON.stringify(result)}\n`
			: `${decision === 'release' ? 'released' : 'dropped'} ${toCounts(result)}\n`
	);
}

/** The instances asked for, `undefined` for all. */
function parseInstances(given: readonly string[], { all }: Options): string[] | undefined {
	if (all ? given.length > 0 : given.length === 0) {
		throw new Refusal('quarantine: expected instance ids or --all, and not both', 2);
	}
	if (all) return undefined;
	const wrong = given.find((id) => !z.guid().safeParse(id).success);
	if (wrong !== undefined) throw new Refusal(`quarantine: expected a UUID, got ${wrong}`, 2);
	return [...new Set(given.map((id) => id.toLowerCase()))];
}

/** Does `work` with the heartbeats, be they in the warehouse or in the database behind several receivers. */
async function withHeartbeats<Result>(
	work: (heartbeats: HeartbeatCounter) => Promise<Result>
): Promise<Result> {
	const settings = readEnvironment();
	const database = await databaseOf(settings);
	if (database) {
		const { withStore } = await import('../lib/server/store/with-store.ts');
		return withStore(database, work);
	}
	const { openWarehouse } = await import('../lib/server/warehouse/warehouse.ts');
	const { WarehouseHeartbeats } = await import('../lib/server/warehouse/warehouse-heartbeats.ts');
	const warehouse = await openWarehouse(settings.dataFolder);
	return work(new WarehouseHeartbeats(warehouse)).finally(() => {
		warehouse.close();
	});
}

/** One block per day with the instances that came on it. */
function toText(instances: readonly HeldInstance[]): string {
	if (instances.length === 0) return 'nothing is in quarantine\n';
	const lines = [...new Set(instances.map(({ firstDay }) => firstDay))].flatMap((day) => {
		const came = instances.filter(({ firstDay }) => firstDay === day);
		return [`${day}: ${toCounts(count(came))}`, ...came.map(toLine)];
	});
	return `${[...lines, `in all: ${toCounts(count(instances))}`].join('\n')}\n`;
}

function toLine({ instance, lastDay, heartbeats }: HeldInstance): string {
	return `  ${instance}  ${heartbeats} ${heartbeats === 1 ? 'day' : 'days'}, last ${lastDay}`;
}

function count(instances: readonly HeldInstance[]) {
	const heartbeats = instances.reduce((sum, one) => sum + one.heartbeats, 0);
	return { instances: instances.length, heartbeats };
}

function toCounts({ instances, heartbeats }: { instances: number; heartbeats: number }): string {
	return `${instances} instance${instances === 1 ? '' : 's'}, ${heartbeats} heartbeat${heartbeats === 1 ? '' : 's'}`;
}
