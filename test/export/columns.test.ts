// The contract with everybody who wrote a program against our files.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
	codesOf,
	columnsOf,
	confidentialityCodes,
	observationCodes,
	turnsOf
} from '../../src/lib/export/columns.ts';
import { deploymentView } from '../support/table-view.ts';

const changelog = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');

/** The newest entry of the newest "Columns" section: its day and everything it quotes. */
function newestEntry(text: string): { day: string | undefined; quoted: string[] } {
	const section = /### Columns\n+([\s\S]*?)(?=\n##|$)/.exec(text)?.[1] ?? '';
	const [entry = ''] = section.split(/^- /m).slice(1);
	const stated = entry.split(/\.(\s|$)/)[0] ?? '';
	return {
		day: /^\d{4}-\d{2}-\d{2}(?=: )/.exec(entry)?.[0],
		quoted: [...stated.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')
	};
}

test('a column or code changes only with a dated entry in the change log', () => {
	const columns = columnsOf({ ...deploymentView, dimensions: [] }).map(({ name }) => name);
	const contract = columns.flatMap((name) => {
		if (name === 'OBS_STATUS') return [name, ...Object.keys(observationCodes)];
		return name === 'CONF_STATUS' ? [name, ...Object.keys(confidentialityCodes)] : [name];
	});
	const { day, quoted } = newestEntry(changelog);
	expect(day).toMatch(/^20\d\d-/);
	expect(quoted).toEqual(contract);
});

test('the reader of the change log notices a column that it does not name', () => {
	const older = changelog.replace('`measure`, ', '');
	expect(newestEntry(older).quoted).not.toEqual(newestEntry(changelog).quoted);
});

test('dimensions stand between the first day and the measure, in the order of the table', () => {
	expect(columnsOf(deploymentView).map(({ name }) => name)).toEqual([
		'period',
		'period_start',
		'deployment',
		'measure',
		'value',
		'OBS_STATUS',
		'CONF_STATUS'
	]);
});

test('only a published number can be the first after a change of meaning', () => {
	expect(codesOf('published', 'break')).toEqual({ observation: 'B', confidentiality: 'F' });
	expect(codesOf('published', undefined)).toEqual({ observation: 'A', confidentiality: 'F' });
	for (const turn of ['break', undefined] as const) {
		expect(codesOf('hidden', turn)).toEqual({ observation: 'Q', confidentiality: 'C' });
		expect(codesOf('missing', turn)).toEqual({ observation: 'O', confidentiality: 'F' });
	}
});

test('a period with a release, but without this table, was not collected', () => {
	const turns = turnsOf({ ...deploymentView, breaks: ['2026-W53'], uncollected: ['2027-W01'] });
	expect(codesOf('missing', turns.get('2027-W01'))).toEqual({
		observation: 'L',
		confidentiality: 'F'
	});
	expect(codesOf('published', turns.get('2026-W53')).observation).toBe('B');
	expect(codesOf('missing', turns.get('2027-W02')).observation).toBe('O');
});
