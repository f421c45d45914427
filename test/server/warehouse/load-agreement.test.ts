import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { heartbeat, instanceId } from '../../support/heartbeats.ts';
import { temporaryFile, temporaryWarehouse } from './temporary-warehouse.ts';

type Path = readonly string[];

const leaves = pathsOf(heartbeat(1)).filter(([first]) => first !== 'instance_id');
const objects: Path[] = [[], ['kodus'], ['runtime'], ['usage_7d'], ['config']];

/** Values near the borders of what some field takes, and of what DuckDB reads as something else. */
const value = fc.oneof(
	fc.constantFrom(
		...[0, 1, -1, 5, 1.5, 100, 100.5, 1e3, 2 ** 53, 2 ** 53 - 1, 1e30, -0, 33.333333333333336],
		...[
			'',
			'1',
			'5',
			'1e3',
			'true',
			'linux',
			'k8s',
			'x'.repeat(64),
			'x'.repeat(65),
			'x'.repeat(257)
		],
		...['é'.repeat(40), '😀'.repeat(33), 'a"b', 'a\\b', 'a\nb', '\0', '\ud800', '{"a":1}', 'null'],
		...[
			'2026-11-09T03:17:00Z',
			'2026-11-09',
			'2026-02-30T03:17:00.000Z',
			'2026-11-09T24:00:00.000Z'
		],
		...['2026-11-09T03:17:00+01:00', '2026-11-09T03:17:60.000Z', '2026-11-09T03:17:00.123456789Z'],
		...[
			true,
			false,
			null,
			{},
			[],
			['github'],
			['github', 'github'],
			['github', 'gitlab', 'github']
		],
		...[['svn'], [null], ['github,gitlab'], ['github', ''], [['github']], { a: 1 }, 'github']
	),
	fc.json().map((text) => JSON.parse(text) as unknown)
);

const mutation = fc.oneof(
	fc.record({ path: fc.constantFrom(...leaves), value }),
	fc.record({
		path: fc
			.tuple(fc.constantFrom(...objects), fc.constantFrom('x', '', 'OS', 'kodus', 'os', 'Version'))
			.map(([path, key]) => [...path, key]),
		value
	}),
	fc.record({
		path: fc.constantFrom(...leaves, ...objects.slice(1)),
		value: fc.constant(undefined)
	})
);

/** Changes of the text that leave it JSON, more or less. */
const respelling = fc.constantFrom<(line: string) => string>(
	(line) => line,
	(line) => line,
	(line) => line.replaceAll('":', '": '),
	(line) => ` ${line} `,
	(line) => line.replace(/(\d),/, '$1.0,'),
	(line) => line.replace(/(\d),/, '$1e0,'),
	(line) => line.replace(/,"os":/, ',"os":"darwin","os":'),
	(line) => line.replace('}', ',}'),
	(line) => line.slice(0, -1),
	(line) => `${line}${line}`,
	(line) => line.replace('"os"', '"\\u006fs"'),
	(line) => line.replace(/"db_version":"([^"]*)"/, '"db_version":$1'),
	(line) => line.replace(/:(\d+)/, ':"$1"')
);

const lineOf = fc
	.tuple(fc.array(mutation, { maxLength: 2 }), respelling)
	.map(([mutations, respell]) => (n: number) => {
		const record = structuredClone(heartbeat(n)) as unknown as Record<string, unknown>;
		for (const { path, value } of mutations) mutate(record, path, value);
		return respell(JSON.stringify(record));
	});

test('two integrations in one text, or an empty one, are refused', async () => {
	const warehouse = await temporaryWarehouse();
	const lines = [['github,gitlab'], ['github', ''], ['']].map((integrations, n) => {
		const record = heartbeat(n);
		return JSON.stringify({ ...record, config: { ...record.config, integrations } });
	});
	const path = temporaryFile('f.ndjson', lines.map((line) => `${line}\n`).join(''));
	expect(await loadFile(warehouse, path)).toMatchObject({ loaded: 0 });
});

test('SQL and the schema agree on every line, however it was changed', async () => {
	const warehouse = await temporaryWarehouse();
	await fc.assert(
		fc.asyncProperty(fc.array(lineOf, { minLength: 100, maxLength: 200 }), async (makers) => {
			await warehouse.run('DELETE FROM heartbeat');
			const lines = makers.map((make, n) => make(n));
			const accepted = lines.flatMap((line, n) => (isHeartbeat(line) ? [instanceId(n)] : []));
			const path = temporaryFile('f.ndjson', lines.map((line) => `${line}\n`).join(''));
			const result = await loadFile(warehouse, path);
			const rows = await warehouse.all('SELECT instance_id FROM heartbeat ORDER BY instance_id');
			expect(rows.map(({ instance_id }) => instance_id)).toEqual(accepted);
			expect(result).toMatchObject({
				loaded: accepted.length,
				rejected: lines.length - accepted.length
			});
		}),
		{ numRuns: 25, endOnFailure: true }
	);
});

test('values that SQL alone vouches for are the values of the schema', async () => {
	const warehouse = await temporaryWarehouse();
	const text = fc.string({ maxLength: 64 });
	const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER });
	await fc.assert(
		fc.asyncProperty(
			text,
			whole,
			fc.double({ min: 0, max: 100, noNaN: true }),
			async (arch, users, percent) => {
				const record = structuredClone(heartbeat(1));
				record.runtime.arch = arch;
				record.usage_7d.active_users = users;
				record.config.agent_review_repos_pct = percent;
				await warehouse.run('DELETE FROM heartbeat');
				const path = temporaryFile('f.ndjson', `${JSON.stringify(record)}\n`);
				expect(await loadFile(warehouse, path)).toMatchObject({ loaded: 1 });
				const [row] = await warehouse.all(
					'SELECT arch, active_users AS users, agent_review_repos_pct AS percent FROM heartbeat'
				);
				expect(row).toEqual({ arch, users: BigInt(users), percent: percent + 0 });
			}
		),
		{ numRuns: 40, endOnFailure: true }
	);
});

function isHeartbeat(line: string): boolean {
	try {
		return Heartbeat.safeParse(JSON.parse(line)).success;
	} catch {
		return false;
	}
}

function mutate(record: Record<string, unknown>, path: Path, value: unknown): void {
	const [key = '', ...rest] = path;
	if (rest.length === 0) {
		if (value === undefined) Reflect.deleteProperty(record, key);
		else record[key] = value;
	} else if (typeof record[key] === 'object' && record[key] !== null) {
		mutate(record[key] as Record<string, unknown>, rest, value);
	}
}

function pathsOf(value: object, path: Path = []): Path[] {
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? pathsOf(inner, [...path, key])
			: [[...path, key]]
	);
}

test('the hour 24 is no time of day, though the database reads it as the next midnight', async () => {
	const warehouse = await temporaryWarehouse();
	const line = JSON.stringify({ ...heartbeat(1), sent_at: '2026-11-09T24:00:00.000Z' });
	const result = await loadFile(warehouse, temporaryFile('f.ndjson', `${line}\n`));
	expect(result).toMatchObject({ loaded: 0, rejected: 1 });
	expect(result.problems[0]?.field).toBe('sent_at');
});
