import { describe, expect, test } from 'vitest';
import { Dataset } from '../../../src/lib/schema/dataset.ts';
import { toProblems } from '../../../src/lib/schema/problem.ts';
import { toKept, toRecordSchema } from '../../../src/lib/schema/usage/record.ts';
import { RecordDefinition } from '../../../src/lib/schema/usage/record-definition.ts';
import { installations } from '../../fixtures/datasets/installations.ts';
import { homeRecord } from '../../support/usage-records.ts';

const definition = RecordDefinition.parse(installations.record);
const schema = toRecordSchema(definition);
const good = homeRecord(1, '2026-W46');

describe('a record', () => {
	test('is accepted with and without what is optional', () => {
		for (const more of [{}, { integration: null }, { integration: undefined }, { energy: 2.5 }]) {
			expect(schema.safeParse({ ...good, ...more }).success).toBe(true);
		}
	});

	test.each([
		['home_id', 'house of Jane', 'expected a UUID'],
		['week', '2026-11', 'expected an ISO week like 2026-W18'],
		['week', '2025-W53', 'expected an ISO week like 2026-W18 or a month like 2026-05'],
		['kind', 'supervised', 'expected one of os, container'],
		['kind', null, 'expected one of os, container'],
		['integration', 'jane@example.org', 'or another code without spaces'],
		['integration', 'my living room', 'or another code without spaces'],
		['integration', 'x'.repeat(65), 'expected at most 64 characters'],
		['core', 'the newest one', 'expected a version like 1.4.2'],
		['devices', 1.5, 'expected a whole number'],
		['devices', '5', 'expected a whole number'],
		['devices', -1, 'expected a whole number from 0'],
		['devices', undefined, 'expected a whole number'],
		['energy', -0.5, 'expected a number from 0'],
		['e_mail', 'jane@example.org', 'unknown field: the schema has no such field']
	])('with %s = %o is refused, naming the field and what it accepts', (field, value, reason) => {
		const result = schema.safeParse({ ...good, [field]: value });
		const [problem] = result.success ? [] : toProblems(result.error);
		expect(problem?.field).toBe(field);
		expect(problem?.reason).toContain(reason);
		expect(problem?.reason).not.toContain('jane');
	});

	test('keeps no code outside its list, no suffix of a version, and nothing of one that can’t be read', () => {
		const kept = (more: Record<string, unknown>) => {
			const record = schema.parse({ ...good, ...more });
			return Object.fromEntries(
				definition.fields.map((field) => [field.id, toKept(field, record)])
			);
		};
		expect(kept({})).toMatchObject({ core: '2026.11.1', integration: 'mqtt', energy: null });
		expect(kept({ integration: 'acme_boiler' })).toMatchObject({ integration: 'other' });
		expect(kept({ core: '2026.11.1-acme.3' })).toMatchObject({ core: '2026.11.1-pre' });
		expect(kept({ core: 'acme-build' })).toMatchObject({ core: null });
	});
});

describe('a definition', () => {
	const record = definition;
	test.each([
		['a name that the warehouse needs', { unit: 'week' }],
		['a weight that is no count', { weight: 'kind' }],
		['a field twice', { fields: [...record.fields, record.fields[0]] }],
		['a field that is also the unit', { unit: 'devices' }],
		['a name that is no plain name', { unit: 'home"; DROP TABLE heartbeat' }]
	])('with %s is refused', (_, more) => {
		expect(RecordDefinition.safeParse({ ...record, ...more }).success).toBe(false);
	});

	test.each([
		['months', { granularities: ['week', 'month'] }],
		['a register beside its record', { register: 'heartbeats' }],
		['a dimension of a field that it has not', { dimensions: columnsOf('nope') }],
		['a dimension of a measure', { dimensions: columnsOf('devices') }],
		['a closed dimension of a field that may be missing', { dimensions: columnsOf('integration') }]
	])('of a dataset of records with %s is refused', (_, more) => {
		expect(Dataset.safeParse({ ...installations, ...more }).success).toBe(false);
	});

	test('with neither a record nor a register is refused', () => {
		expect(Dataset.safeParse({ ...installations, record: undefined }).success).toBe(false);
	});
});

function columnsOf(column: string) {
	return installations.dimensions.map((one) => (one.id === 'kind' ? { ...one, column } : one));
}
