// A fleet with one instance that stands out, and fakes that look like it: what is published of the week 2026-W46.
import type { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import type { PublishedCell } from '../../../src/lib/schema/cell.ts';
import { parsePeriod } from '../../../src/lib/schema/period.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { drainInbox } from '../../../src/lib/server/builder/drain-inbox.ts';
import { publishDue } from '../../../src/lib/server/builder/publish.ts';
import { PublishedStore } from '../../../src/lib/server/published/published-store.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { InboxFolder, toLines } from '../../server/builder/inbox-folder.ts';
import { heartbeat } from '../../support/heartbeats.ts';

const fleetSize = 120;
const targetVersion = '3.0.7';
const firstFake = 10_000;
/** From four weeks before the end of the attacked week. */
const fleetDays = daysBetween('2026-10-19', '2026-11-15');

/** Fakes as an attacker sends them. */
export interface Attack {
	readonly fakes: number;
	/** How many addresses they come from, evenly. */
	readonly sources: number;
	/** Distinct instances that count of one source in a day. */
	readonly sourceLimit: number;
	/** Whether there is no target, only an attacker who wonders. */
	readonly noTarget?: true;
	/** UTC days, like `2026-11-09`. */
	readonly days: readonly string[];
}

/** What readers get of the week, by table and categories. */
export type PublishedWeek = ReadonlyMap<string, number | null>;

/** Days from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): string[] {
	const days: string[] = [];
	for (let day = Date.parse(first); day <= Date.parse(last); day += 86_400_000) {
		days.push(new Date(day).toISOString().slice(0, 10));
	}
	return days;
}

/** Drains the fleet and the fakes day by day, as a receiver would have stored them, and publishes the week. */
export async function publishWeek(
	dataFolder: string,
	attack: Attack | undefined,
	policy: Partial<Policy> = {}
): Promise<PublishedWeek> {
	const inbox = new InboxFolder(dataFolder);
	const warehouse = await openWarehouse(dataFolder);
	const now = Date.parse('2026-11-19T00:00:00Z');
	try {
		for (const day of fleetDays) {
			inbox.append(toLines(fleetOn(day, attack)), { hour: `${day}T03` });
			const { within, over } = fakesOn(day, attack);
			if (within.length > 0) inbox.append(toLines(within), { hour: `${day}T04` });
			if (over.length > 0) inbox.append(toLines(over), { hour: `${day}T04`, over: true });
		}
		await drainInbox(warehouse, { dataFolder, now });
		await publishDue(warehouse, {
			dataset: heartbeats,
			dataFolder,
			policy: Policy.parse(policy),
			synthetic: false,
			productVersion: '0.0.0',
			now,
			period: parsePeriod('2026-W46')
		});
	} finally {
		warehouse.close();
	}
	const release = await new PublishedStore(dataFolder).readRelease(
		'heartbeats',
		'week',
		'2026-W46'
	);
	if (!release) throw new Error('the week was not published');
	return new Map(release.cells.map((cell) => [nameOf(cell), cell.value]));
}

/** Whether the version of the target is named at any level, which says that at least k instances run it. */
export function isTargetNamed(week: PublishedWeek): boolean {
	const parts = targetVersion.split('.');
	return parts.some((_, index) => week.has(`version ${parts.slice(0, index + 1).join('.')}`));
}

function nameOf({ table, categories }: PublishedCell): string {
	return [table, ...categories].join(' ');
}

function fleetOn(day: string, attack: Attack | undefined): Heartbeat[] {
	const others = Array.from({ length: fleetSize - 1 }, (_, n) => heartbeat(n + 1, day));
	return attack?.noTarget ? others : [targetLike(0, day), ...others];
}

/** The first `sourceLimit` instances of a source count; the receiver sets the others apart. */
function fakesOn(day: string, attack: Attack | undefined) {
	const within: Heartbeat[] = [];
	const over: Heartbeat[] = [];
	if (!attack?.days.includes(day)) return { within, over };
	for (let fake = 0; fake < attack.fakes; fake += 1) {
		const isOver = Math.floor(fake / attack.sources) >= attack.sourceLimit;
		(isOver ? over : within).push(targetLike(firstFake + fake, day, '04:00:00.000Z'));
	}
	return { within, over };
}

function targetLike(n: number, day: string, time?: string): Heartbeat {
	const one = heartbeat(n, day, time, 7);
	one.kodus.version = targetVersion;
	one.config.kody_rules_enabled = true;
	return one;
}
