// What every engine has to answer, worked out the plain way: heartbeats in a list, no database, no SQL.
import { dimensionOf, type Dataset } from '../../../../src/lib/schema/dataset.ts';
import { Heartbeat } from '../../../../src/lib/schema/heartbeat.ts';
import type { Period } from '../../../../src/lib/schema/period.ts';
import { countingTables } from '../../../../src/lib/schema/release.ts';
import type {
	EngineCells,
	Expired,
	HeartbeatCounter,
	HeldInstance,
	Span,
	Thresholds
} from '../../../../src/lib/server/store/heartbeat-counter.ts';
import { toCanonicalLine } from '../../../../src/lib/server/warehouse/load/canonical-line.ts';
import { countRows, divideRows, toRegister, type Received } from './model-register.ts';

type Value = string | number | boolean | readonly string[];
interface Instance extends Received {
	firstSeen: string;
	lastSeen: string;
	held: boolean;
	readonly days: Map<string, Heartbeat>;
}

const dayOf = ({ sent_at }: Heartbeat) => sent_at.slice(0, 10);
const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

/** Heartbeats of which everything is known. */
export class ModelCounter implements HeartbeatCounter {
	readonly #instances = new Map<string, Instance>();
	readonly #forgotten = new Set<string>();

	append(heartbeats: readonly Heartbeat[], over = false): void {
		for (const given of heartbeats) {
			const one = Heartbeat.parse(JSON.parse(toCanonicalLine(given)));
			if (this.#forgotten.has(one.instance_id)) continue;
			const day = dayOf(one);
			const known = this.#instances.get(one.instance_id);
			const instance: Instance = known ?? {
				firstSeen: day,
				lastSeen: day,
				held: over,
				days: new Map<string, Heartbeat>()
			};
			this.#instances.set(one.instance_id, instance);
			instance.firstSeen = earlier(instance.firstSeen, day);
			instance.lastSeen = later(instance.lastSeen, day);
			const before = instance.days.get(day);
			if (!before || isGreater(one, before)) instance.days.set(day, one);
		}
	}

	forget(instance: string): void {
		this.#forgotten.add(instance);
		this.#instances.delete(instance);
	}

	readSpan(): Promise<Span | undefined> {
		const days = this.#counting()
			.flatMap((one) => [...one.days.keys()])
			.sort();
		const [first = ''] = days;
		const last = days.at(-1);
		return Promise.resolve(last === undefined ? undefined : { first, last, firstUnit: first });
	}

	hasReceived({ start, end }: Period): Promise<boolean> {
		const days = this.#counting().flatMap((one) => [...one.days.keys()]);
		return Promise.resolve(days.some((day) => day >= start && day < end));
	}

	count(dataset: Dataset, period: Period, thresholds: Thresholds): Promise<EngineCells> {
		const register = this.#counting().flatMap((one) => toRegister(one, period, thresholds));
		const counts = countingTables(dataset.tables).map(({ id, dimensions }) => {
			const asked = dimensions.map((one) => dimensionOf(dataset, one));
			return [id, countRows(register, asked)] as const;
		});
		const sums = period.granularity === 'week' ? dataset.sums : [];
		const divisions = sums.flatMap((sum) =>
			dataset.tables
				.filter(({ measure }) => measure === sum.id)
				.map(({ id, dimensions }) => {
					const asked = dimensions.map((one) => dimensionOf(dataset, one));
					return [id, divideRows(register, asked, sum)] as const;
				})
		);
		const population = register.length;
		return Promise.resolve({
			population,
			counts: new Map(counts),
			divisions: new Map(divisions)
		});
	}

	countExpired(day: string): Promise<Expired> {
		const all = [...this.#instances.values()];
		const rows = all.flatMap(({ days }) => [...days.keys()]).filter((one) => one < day).length;
		const gone = all.filter(
			({ held, lastSeen, days }) => !held && lastSeen < day && days.size > 0
		).length;
		return Promise.resolve({ rows, gone });
	}

	async expire(day: string): Promise<Expired> {
		const expired = await this.countExpired(day);
		for (const [id, instance] of this.#instances) {
			for (const one of [...instance.days.keys()]) if (one < day) instance.days.delete(one);
			const [first] = [...instance.days.keys()].sort();
			if (instance.held && first === undefined) this.#instances.delete(id);
			else if (instance.held) instance.firstSeen = first ?? '';
			else if (instance.lastSeen < day) instance.firstSeen = instance.lastSeen;
		}
		return expired;
	}

	listHeld(): Promise<HeldInstance[]> {
		const held = [...this.#instances].filter(([, one]) => one.held);
		const rows = held.map(([instance, { days }]) => {
			const [firstDay = '', ...others] = [...days.keys()].sort();
			return { instance, firstDay, lastDay: others.at(-1) ?? firstDay, heartbeats: days.size };
		});
		const key = ({ firstDay, instance }: HeldInstance) => firstDay + instance;
		return Promise.resolve(rows.sort((a, b) => (key(a) < key(b) ? -1 : 1)));
	}

	admit(instances: readonly string[]): Promise<number> {
		return this.#decide(instances, (instance) => {
			instance.held = false;
		});
	}

	drop(instances: readonly string[]): Promise<number> {
		return this.#decide(instances, (_instance, id) => {
			this.#instances.delete(id);
		});
	}

	#decide(
		instances: readonly string[],
		change: (instance: Instance, id: string) => void
	): Promise<number> {
		let heartbeats = 0;
		for (const id of instances) {
			const instance = this.#instances.get(id);
			if (!instance?.held) continue;
			heartbeats += instance.days.size;
			change(instance, id);
		}
		return Promise.resolve(heartbeats);
	}

	#counting(): Instance[] {
		return [...this.#instances.values()].filter(({ held }) => !held);
	}
}

function isGreater(one: Heartbeat, other: Heartbeat): boolean {
	const rank = (a: Value, b: Value): number => {
		if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
		if (typeof a !== 'object') return Number(a) - Number(b);
		const list = b as readonly string[];
		const at = a.findIndex((value, index) => value !== list[index]);
		if (at === -1) return a.length - list.length;
		return list[at] === undefined ? 1 : rank(a[at] ?? '', list[at]);
	};
	const values = (heartbeat: Heartbeat) => [
		heartbeat.sent_at,
		...Object.values(heartbeat.kodus),
		...Object.values(heartbeat.runtime),
		...Object.values(heartbeat.usage_7d),
		...Object.values(heartbeat.config)
	];
	const others = values(other);
	for (const [index, value] of values(one).entries()) {
		const order = rank(value, others[index] ?? '');
		if (order !== 0) return order > 0;
	}
	return false;
}
