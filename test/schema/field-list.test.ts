// The page that tells operators what is collected lists what the schema takes, no more and no less.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { exampleHeartbeat } from '../../src/lib/components/collect/example-heartbeat.ts';
import { fieldGroups } from '../../src/lib/components/collect/field-list.ts';
import { purposes } from '../../src/lib/components/collect/purposes.ts';
import { heartbeats } from '../../src/lib/datasets/heartbeats.ts';
import { Heartbeat } from '../../src/lib/schema/heartbeat.ts';

const groups = fieldGroups(heartbeats);
const fields = groups.flatMap((group) => group.fields);
const fieldOf = (path: string) => fields.find((field) => field.path === path);

/** Paths of the schema's fields, found without the code under test. */
function pathsOf(schema: z.ZodObject, above: readonly string[] = []): string[] {
	return Object.entries(schema.shape).flatMap(([name, inner]) =>
		inner instanceof z.ZodObject ? pathsOf(inner, [...above, name]) : [[...above, name].join('.')]
	);
}

describe('the field list', () => {
	test('has every field of the schema once, in its order, and no other', () => {
		expect(fields.map(({ path }) => path)).toEqual(pathsOf(Heartbeat));
		expect(Object.keys(purposes)).toEqual(pathsOf(Heartbeat));
	});

	test('says of every field what it accepts, why, and what becomes of it', () => {
		for (const { path, accepts, why, becomes, example } of fields) {
			for (const text of [accepts, why, becomes, example]) expect(text, path).toMatch(/\w/);
			expect(accepts, path).not.toMatch(/undefined| {2}/);
		}
	});

	test('shows an example that is accepted', () => {
		expect(Heartbeat.parse(exampleHeartbeat)).toEqual(exampleHeartbeat);
		expect(fieldOf('kodus.version')?.example).toBe('"2.1.33"');
		expect(fieldOf('config.integrations')?.example).toBe('["github","slack"]');
	});

	test.each([
		['schema_version', 'always', ['1']],
		['instance_id', 'a UUID', []],
		['sent_at', 'a date and time in UTC', []],
		['kodus.version', 'text of at most 64 characters', []],
		['runtime.os', 'one of', ['linux', 'darwin', 'windows']],
		['runtime.cpu_count', 'a whole number, 1 or more', []],
		['usage_7d.teams', 'a whole number, 0 or more', []],
		['config.kody_rules_enabled', 'true or false', []],
		['config.agent_review_repos_pct', 'a number from 0 to 100', []]
	])('%s accepts %s %j', (path, accepts, codes) => {
		expect(fieldOf(path)).toMatchObject({ accepts, codes });
	});

	test('calls published what a table counts, and nothing else', () => {
		const counted = new Set(
			heartbeats.tables.flatMap(({ dimensions }) =>
				dimensions.map((id) => heartbeats.dimensions.find((one) => one.id === id)?.column)
			)
		);
		for (const { name, becomes, tables } of fields) {
			expect(tables.length > 0, name).toBe(counted.has(name));
			if (tables.length > 0) expect(becomes, name).toMatch(/^(Cut|Counted|Each)/);
		}
		expect(fieldOf('runtime.cpu_count')?.becomes).toBe('Not published today.');
		expect(fieldOf('instance_id')?.becomes).toBe('Never published.');
	});

	test('the bands it names are those that are counted', () => {
		expect(fieldOf('usage_7d.active_users')?.becomes).toContain('0, 1 to 4, 5 to 9');
	});
});
