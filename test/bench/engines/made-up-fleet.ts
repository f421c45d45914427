// A made-up fleet that every engine makes for itself, the same one, as all of it is reckoned from two whole numbers.

/** Its size; the last night is the Sunday 2026-11-15. */
export interface FleetSize {
	readonly instances: number;
	readonly weeks: number;
}

/** What of a night each engine says in its own words. */
export interface Words {
	/** The name of the column, and its value, a time of day. */
	readonly time: readonly [string, string];
	readonly day: string;
	readonly instance: string;
	readonly list: (codes: readonly string[]) => string;
	/** Rows with `n` from 1 to the number of instances. */
	readonly source: string;
}

const lastDay = Date.parse('2026-11-15T00:00:00Z');
const dayMs = 86_400_000;

/** Days (UTC) of a fleet, old to new. */
export function nightsOf({ weeks }: FleetSize): string[] {
	return Array.from({ length: 7 * weeks }, (_, index) =>
		new Date(lastDay - (7 * weeks - 1 - index) * dayMs).toISOString().slice(0, 10)
	);
}

/** Mondays of its weeks, new to old. */
export function mondaysOf(size: FleetSize): string[] {
	return nightsOf(size)
		.filter((_day, index) => index % 7 === 0)
		.toReversed();
}

/** Inserts one night, in which one of eleven instances is not heard of. */
export function insertNight(table: string, day: string, words: Words): string {
	const d = Math.round(Date.parse(day) / dayMs);
	const [timeColumn, time] = words.time;
	const list = (...codes: string[]) => words.list(codes);
	return `INSERT INTO ${table} (
			instance_id, day, ${timeColumn}, version, deployment, uptime_hours, node_version, os, arch, cpu_count, db_type,
			db_version, active_users, organizations, teams, repos_connected, prs_reviewed, suggestions_generated,
			suggestions_applied, kody_rules_enabled, agent_review_repos_pct, integrations
		)
		SELECT
			${words.instance}, ${words.day}, ${time},
			'2.' || (n % 3)::VARCHAR || '.' || ((n * 7 + ${d >> 5}) % 40)::VARCHAR,
			CASE n % 4 WHEN 0 THEN 'k8s' WHEN 1 THEN 'unknown' ELSE 'docker' END, (${d % 10000} + n % 400) * 24,
			'v' || (18 + 2 * (n % 4))::VARCHAR || '.1.0', CASE n % 9 WHEN 0 THEN 'darwin' ELSE 'linux' END,
			CASE n % 5 WHEN 0 THEN 'arm64' ELSE 'x64' END, 1 + (n + CASE WHEN n % 500 = 0 THEN ${d} ELSE 0 END) % 8,
			'postgres', (13 + n % 5)::VARCHAR || '.2', (n * 13 + ${d}) % 150, 1, n % 7, (n * 31) % 130, (n * 17 + ${d}) % 700,
			0, 0, n % 2 = 0, 0,
			CASE n % 6
				WHEN 0 THEN ${list('github')}
				WHEN 1 THEN ${list('gitlab', 'jira', 'slack')}
				ELSE ${list('github', 'slack')}
			END
		FROM ${words.source}
		WHERE (n + ${d}) % 11 <> 0`;
}

/** What DuckDB and PostgreSQL both understand. */
export function commonWords({ instances }: FleetSize, day: string): Words {
	return {
		time: ['sent_at', `TIMESTAMP '${day} 03:17:00'`],
		day: `DATE '${day}'`,
		instance: 'md5(n::VARCHAR)::UUID',
		list: (codes) => `ARRAY[${quoted(codes)}]`,
		source: `generate_series(1, ${instances}) AS instances(n)`
	};
}

/** What ClickHouse understands. */
export function clickHouseWords({ instances }: FleetSize, day: string): Words {
	const parts = [1, 9, 13, 17, 21].map(
		(from, index) => `substring(id, ${from}, ${[8, 4, 4, 4, 12][index] ?? 0})`
	);
	return {
		time: ['moment', String((3 * 60 + 17) * 60_000_000)],
		day: String(Math.round(Date.parse(day) / dayMs)),
		instance: `(lower(hex(MD5(toString(n)))) AS id, toUUID(concatWithSeparator('-', ${parts.join(', ')}))).2`,
		list: (codes) => `[${quoted(codes)}]`,
		source: `(SELECT number + 1 AS n FROM numbers(${instances}))`
	};
}

function quoted(codes: readonly string[]): string {
	return codes.map((code) => `'${code}'`).join(', ');
}

/** Fills the instances from the heartbeats. */
export function insertInstances(heartbeat: string, instance: string, more = ''): string {
	return `INSERT INTO ${instance}
		SELECT instance_id, min(day), max(day)${more} FROM ${heartbeat} GROUP BY instance_id`;
}
