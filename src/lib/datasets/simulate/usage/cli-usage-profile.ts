// What made-up command-line installations do in a week.
import type { UsageRecord } from '../../../schema/usage/record.ts';
import type { Random, Weighted } from '../random.ts';
import { distinct } from './distinct.ts';
import { toReleases } from './usage-releases.ts';
import type { UsageProfile, UsageUnit } from './usage-fleet.ts';

type Appeal = readonly (readonly [code: string, appeal: number])[];

/** How many of the installations have a use for a command or tool, and how often it is then used. */
const commands: Appeal = [
	['review', 0.78],
	['ask', 0.64],
	['fix', 0.45],
	['explain', 0.3],
	['commit', 0.26],
	['config', 0.16],
	['login', 0.12],
	['update', 0.09],
	['bisect', 0.02]
];
const tools: Appeal = [
	['file_read', 0.86],
	['search', 0.7],
	['file_edit', 0.66],
	['shell', 0.55],
	['version_control', 0.47],
	['web', 0.21],
	['language_server', 0.13],
	['remote_server', 0.08],
	['notebook', 0.03]
];
const errors: Appeal = [
	['network', 0.16],
	['timeout', 0.12],
	['rate_limit', 0.14],
	['authentication', 0.06],
	['permission', 0.08],
	['crash', 0.035],
	['disk_full', 0.008]
];
const systems: Weighted<string> = [
	['darwin', 48],
	['linux', 37],
	['windows', 15]
];
const durations: Weighted<string> = [
	['under_1_min', 22],
	['1_to_10_min', 47],
	['10_to_60_min', 26],
	['over_60_min', 5]
];
const armShare: Readonly<Record<string, number>> = { darwin: 0.86, linux: 0.12, windows: 0.04 };

export const cliUsageProfile: UsageProfile = {
	activeShare: 0.62,
	releases: toReleases(`
		1.8.0 2025-11-10  1.9.0 2026-01-12  1.9.1 2026-02-02  2.0.0 2026-03-02  2.0.1 2026-03-12
		2.1.0 2026-04-13  2.1.1 2026-04-27  2.2.0 2026-05-26  2.2.1 2026-06-15  2.3.0 2026-07-13
		2.3.1 2026-07-30  2.4.0-rc.1 2026-08-17  2.4.0 2026-08-31  2.4.1 2026-09-17  2.5.0 2026-10-12
		2.5.1 2026-10-29
	`),
	week(unit, newest, random) {
		const version = newest.includes('-') && !unit.has('pre-release', 0.05) ? '2.3.1' : newest;
		const sessions = Math.min(480, Math.ceil(random.logNormal(4 * unit.size, 0.7)));
		const os = unit.choice('os', systems);
		const arch = unit.has('arm64', armShare[os] ?? 0) ? 'arm64' : 'x64';
		const own = { version, os, arch };
		const groups = Math.min(sessions, 9, 1 + Math.floor(random.exponential(2.6)));
		const records = Array.from({ length: groups }, (_, index): UsageRecord => {
			const share = Math.floor(sessions / groups) + (index < sessions % groups ? 1 : 0);
			return { ...own, ...drawGroup(unit, share, random) };
		});
		return distinct(records, ['command', 'tool', 'outcome', 'error', 'duration']);
	}
};

/** Sessions of one classification; a prompt without a command, a session without a tool and no error are null. */
function drawGroup(unit: UsageUnit, sessions: number, random: Random): UsageRecord {
	const command = random.chance(0.12) ? null : drawHabit(unit, 'command', commands, random);
	const tool = random.chance(0.1) ? null : drawHabit(unit, 'tool', tools, random);
	const error = random.chance(0.11) ? drawHabit(unit, 'error', errors, random, 2.4) : null;
	const calls = tool === null ? 0 : Math.ceil(random.logNormal(9 * sessions, 0.9));
	return {
		command,
		tool,
		outcome:
			error === null
				? 'completed'
				: random.pick([
						['completed', 4],
						['failed', 5],
						['interrupted', 1]
					]),
		error,
		duration: random.pick(durations),
		sessions,
		tool_calls: Math.min(20_000, calls),
		errors: error === null ? 0 : random.whole(1, Math.max(1, sessions))
	};
}

/** One of the codes that the unit has a use for, the common ones more often; null where it has none. */
function drawHabit(
	unit: UsageUnit,
	kind: string,
	appeals: Appeal,
	random: Random,
	factor = 1
): string | null {
	const known = appeals.filter(([code, appeal]) => unit.has(`${kind} ${code}`, appeal * factor));
	return known.length === 0 ? null : random.pick(known);
}
