import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDefinitionText } from '../../../../src/lib/datasets/definition/parse-text.ts';
import { withMemoryDatabase } from '../../../../src/lib/server/memory-database.ts';
import { draftDefinition } from '../../../../src/lib/server/sources/sample/draft.ts';
import { surveySample, type Survey } from '../../../../src/lib/server/sources/sample/survey.ts';
import { instanceId, toNdjson } from '../../../support/heartbeats.ts';
import { homeServers } from '../../../support/home-servers.ts';
import { temporaryFile, temporaryFolder } from '../../warehouse/temporary-warehouse.ts';

async function survey(records: readonly object[]): Promise<Survey> {
	const file = temporaryFile('sample.ndjson', toNdjson(records));
	return withMemoryDatabase((connection) => surveySample(connection, file));
}

function parse(text: string) {
	const parsed = parseDefinitionText(text);
	if ('problems' in parsed) throw new Error(`${JSON.stringify(parsed.problems)}\n${text}`);
	return parsed.defined.dataset;
}

const records = homeServers();
const extended = records.map((record, n) => ({
	...record,
	country: ['DE', 'FR'][n % 2],
	contact: `jane${n}@example.org`,
	gateway: `192.168.1.${n % 9}`,
	motd: `hello from house ${n}`,
	build: `b${n}`,
	hardware: { ram: 4 },
	installationType: 'x',
	temperature: -3,
	is_appliance: record.installation_type === 'appliance',
	custom: n < 3 ? ['acme_boiler'] : ['standard']
}));

describe('a draft from a sample', () => {
	test('is a definition, with the unit, the time, versions, codes, sets, answers, bands and sums', async () => {
		const dataset = parse(draftDefinition('homes', await survey(records)));
		expect(dataset.record).toMatchObject({ unit: 'server_id', time: 'sent_at', perWeek: 'one' });
		const kinds = Object.fromEntries(dataset.dimensions.map(({ id, kind }) => [id, kind]));
		expect(kinds).toEqual({
			version: 'version',
			installation_type: 'codes',
			arch: 'codes',
			integrations: 'set',
			cloud: 'answer',
			entities: 'band',
			automations: 'band',
			answer: 'answer'
		});
		expect(dataset.sums.map(({ id }) => id)).toEqual(['entities', 'automations']);
	});

	test('leaves out whatever may tell who somebody is, and says why', async () => {
		const found = await survey(extended);
		const why = Object.fromEntries(found.leftOut.map((one) => [one.name, one.why]));
		const expected = {
			country: 'who or where',
			contact: 'e-mail',
			gateway: 'network addresses',
			motd: 'free text',
			build: 'different values',
			hardware: 'flat',
			installationType: 'lower_snake',
			temperature: 'below 0'
		};
		expect(Object.keys(why).sort()).toEqual(Object.keys(expected).sort());
		for (const [name, reason] of Object.entries(expected)) expect(why[name]).toContain(reason);
		const text = draftDefinition('homes', found);
		const fields = parse(text).record?.fields.map(({ id }) => id);
		expect(fields).toEqual([
			...['version', 'installation_type', 'arch', 'integrations', 'cloud', 'entities'],
			...['automations', 'is_appliance', 'custom']
		]);
		// Three servers have it: its name stands nowhere.
		for (const told of ['acme_boiler', 'example.org', '192.168', 'hello', instanceId(1)]) {
			expect(text).not.toContain(told);
		}
	});

	test('has no table whose categories follow from those of another one', async () => {
		const text = draftDefinition('homes', await survey(extended));
		const tables = parse(text).tables.map(({ id }) => id);
		expect(tables).toContain('homes_installation_type');
		expect(tables).not.toContain('homes_is_appliance');
		expect(text).toMatch(/\/\/ Left out, as all with installation_type \w+ also have is_appliance/);
	});

	test('of records of one classification each is of many a week', async () => {
		const many = records.flatMap(({ server_id, sent_at, version, entities }) =>
			['mqtt', 'hue'].map((integration) => ({
				server_id,
				week: sent_at < '2025-05-12' ? '2025-W19' : '2025-W20',
				version,
				integration,
				entities
			}))
		);
		const { record } = parse(draftDefinition('homes', await survey(many)));
		expect(record).toMatchObject({ time: 'week', perWeek: 'many', weight: 'entities' });
	});

	test('without a unit, a time or anything to count says what is missing', async () => {
		const text = draftDefinition('homes', await survey([{ a: 'x y' }, { a: 'y z' }]));
		expect(text).toContain('No field of the sample holds a UUID');
		expect(text).toContain('No field of the sample says when');
		expect(parseDefinitionText(text)).toHaveProperty('problems');
	});

	test('is the same from CSV, but for lists', async () => {
		const file = join(temporaryFolder(), 'sample.csv');
		const columns = ['server_id', 'sent_at', 'version', 'arch', 'cloud', 'entities'] as const;
		const lines = records.map((record) => columns.map((name) => String(record[name])).join(','));
		writeFileSync(file, [columns.join(','), ...lines].join('\n'));
		const found = await withMemoryDatabase((connection) => surveySample(connection, file));
		const { record } = parse(draftDefinition('homes', found));
		expect(record?.fields.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
			'version version',
			'arch code',
			'cloud answer',
			'entities count'
		]);
	});

	test('can be read whatever the columns are called', async () => {
		const name = fc.oneof(
			fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
			fc.constantFrom('week', 'a\nb', '*/', '"', '\\', 'constructor', '\u2028x', '// x')
		);
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(name, { maxLength: 4, selector: (one) => one.toLowerCase() }),
				async (names) => {
					const rows = Array.from({ length: 12 }, (_, n) => ({
						unit: instanceId(n),
						version: '1.2.3',
						...Object.fromEntries(names.map((one) => [one, n % 2 ? 'a' : 'b']))
					}));
					const text = draftDefinition('homes', await survey(rows));
					expect(parse(text).record?.unit).toBe('unit');
				}
			),
			{ numRuns: 15 }
		);
	});
});

test('a blank definition is one', () => {
	expect(parse(draftDefinition('my-servers')).tables).toHaveLength(2);
});
