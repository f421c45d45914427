// One instance of a made-up fleet: what it sends, and what that makes of it in every dimension.
import type { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { heartbeat } from '../../support/heartbeats.ts';
import type { Attribute } from '../attacker/questions.ts';

/** Everything about an instance that a table can show. */
export interface Unit {
	readonly version: string;
	readonly deployment: Heartbeat['kodus']['deployment'];
	readonly os: Heartbeat['runtime']['os'];
	readonly arch: string;
	readonly node: string;
	readonly database: string;
	readonly users: number;
	readonly rules: boolean;
	readonly integrations: Heartbeat['config']['integrations'];
}

/** The commonest instance; fleets differ from it. */
export const plainUnit: Unit = {
	version: '2.1.8',
	deployment: 'docker',
	os: 'linux',
	arch: 'x64',
	node: '22',
	database: '16',
	users: 3,
	rules: true,
	integrations: ['github']
};

/** `count` instances like the plain one but for `changes`. */
export function units(count: number, changes: Partial<Unit> = {}): Unit[] {
	return Array.from({ length: count }, () => ({ ...plainUnit, ...changes }));
}

/** Heartbeat of instance number `n` on `day`. */
export function toHeartbeat(unit: Unit, n: number, day: string): Heartbeat {
	const plain = heartbeat(n, day, '03:17:00.000Z', unit.users);
	return {
		...plain,
		kodus: { ...plain.kodus, version: unit.version, deployment: unit.deployment },
		runtime: {
			...plain.runtime,
			os: unit.os,
			arch: unit.arch,
			node_version: `v${unit.node}.4.1`,
			db_version: `${unit.database}.3`
		},
		config: {
			...plain.config,
			kody_rules_enabled: unit.rules,
			integrations: [...unit.integrations]
		}
	};
}

/** Dimensions in which a unit knows its own place. */
export function knows(dimension: string): boolean {
	return pathOf(plainUnit, dimension) !== undefined;
}

/** The published leaf in which a unit is counted: its own name, or the rest under the last parent that is named. */
export function leafOf(unit: Unit, { dimension, leaves, pathOf: above }: Attribute): string {
	const shown = new Set(leaves.flatMap((leaf) => [...above(leaf)]));
	let parent = '*';
	for (const code of pathOf(unit, dimension) ?? []) {
		const rest = parent === '*' ? 'other' : `${parent} other`;
		if (!shown.has(code)) return shown.has(rest) ? rest : parent;
		parent = code;
	}
	return parent;
}

/** Categories of a unit in a dimension, widest first. */
function pathOf(unit: Unit, dimension: string): readonly string[] | undefined {
	const [set, code] = dimension.split('=');
	if (set === 'integration' && code !== undefined)
		return [unit.integrations.some((one) => one === code) ? 'yes' : 'no'];
	switch (dimension) {
		case 'version': {
			const [, minor, major] = /^((\d+)\.\d+)\.\d+$/.exec(unit.version) ?? [];
			return minor === undefined || major === undefined
				? ['unknown']
				: [major, minor, unit.version];
		}
		case 'deployment':
			return [unit.deployment];
		case 'os':
			return [unit.os];
		case 'arch':
			return [unit.arch];
		case 'node_major':
			return [unit.node];
		case 'db_major':
			return [unit.database];
		case 'active_users':
			return [bandOf(unit.users)];
		case 'repos':
			return ['10 to 24'];
		case 'reviews':
			return ['10 to 49'];
		case 'rules':
			return [unit.rules ? 'yes' : 'no'];
		case 'integration':
		case 'answer':
			return [];
		default:
			return undefined;
	}
}

/** Name of the band of active users. */
function bandOf(users: number): string {
	if (users === 0) return '0';
	const starts = [1, 5, 10, 25, 50, 100, Infinity];
	const at = starts.findIndex((start) => users < start);
	const [low, next] = [starts[at - 1] ?? 0, starts[at] ?? Infinity];
	return next === Infinity ? `${low} or more` : `${low} to ${next - 1}`;
}
