import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { toBundle } from '../../src/lib/export/bundle.ts';
import { toCsvMetadata } from '../../src/lib/export/csv-metadata.ts';
import { toCsv } from '../../src/lib/export/csv.ts';
import { deploymentView } from '../support/table-view.ts';

const textsOf = (view: typeof deploymentView) =>
	Object.fromEntries(
		Object.entries(unzipSync(toBundle(view))).map(([name, bytes]) => [name, strFromU8(bytes)])
	);

test('a bundle holds the CSV and its description as they are alone', () => {
	const texts = textsOf(deploymentView);
	expect(Object.keys(texts)).toEqual([
		'deployment.csv',
		'deployment.csv-metadata.json',
		'METHOD.md',
		'README.md'
	]);
	expect(texts['deployment.csv']).toBe(toCsv(deploymentView));
	expect(JSON.parse(texts['deployment.csv-metadata.json'] ?? '')).toEqual(
		toCsvMetadata(deploymentView, 'deployment.csv')
	);
});

test('a bundle says the policy in force, the states and what is not claimed', () => {
	const method = textsOf(deploymentView)['METHOD.md'] ?? '';
	for (const [setting, value] of Object.entries(deploymentView.policy)) {
		expect(method).toContain(`| ${setting} | ${value} |`);
	}
	for (const said of ['synthetic', 'multiple of 5', '| Q | C | empty |', '## Not claimed']) {
		expect(method).toContain(said);
	}
	const exact = { ...deploymentView, policy: { ...deploymentView.policy, base: 1, ambiguity: 1 } };
	expect(textsOf(exact)['METHOD.md']).toContain('Counts are exact');
});

test('the same view gives the same bytes whenever and wherever it is packed', () => {
	const bytes = Buffer.from(toBundle(deploymentView));
	const zone = process.env['TZ'];
	for (const other of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) {
		process.env['TZ'] = other;
		expect(Buffer.from(toBundle(deploymentView)).equals(bytes)).toBe(true);
	}
	if (zone === undefined) delete process.env['TZ'];
	else process.env['TZ'] = zone;
});
