// What must hold for the explanations of any published fleet: they repeat the release and add nothing to it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSolver } from '../../src/lib/disclosure/linear/solver.ts';
import { explain } from '../../src/lib/explain/explain.ts';
import type { Explanation } from '../../src/lib/explain/explanation.ts';
import { Dataset } from '../../src/lib/schema/dataset.ts';
import { parsePeriod } from '../../src/lib/schema/period.ts';
import type { TableView } from '../../src/lib/schema/table-view.ts';
import { toTableView } from '../../src/lib/server/published/table-view.ts';
import { publishStudy, repeat, type Study } from '../disclosure/support/publish-units.ts';
import { studies } from '../disclosure/support/random-study.ts';

const solver = await loadSolver();

/** The tables of a study, published for a period, as readers get them. */
function publish(study: Study, id: string): TableView[] {
	const { manifest, cells } = publishStudy(solver, study).release;
	const dataset = Dataset.parse({
		id: manifest.dataset,
		title: 'Study',
		register: 'heartbeats',
		unit: manifest.unit,
		measure: manifest.measure,
		dimensions: study.dimensions.map((one) => ({ ...one, title: one.id, column: one.id })),
		tables: manifest.tables,
		notes: []
	});
	const period = parsePeriod(id);
	const released = { ...manifest, parts: [], period: id, granularity: period.granularity };
	const stored = cells.map((cell) => ({ ...cell, period: id }));
	return manifest.tables.map(({ id: table }) =>
		toTableView(
			dataset,
			table,
			[period],
			[released],
			stored.filter((cell) => cell.table === table)
		)
	);
}

function explainAll(week: readonly TableView[], month: readonly TableView[] = []): Explanation[] {
	return week.flatMap((view) =>
		view.cells.map((cell) => {
			const explanation = explain(view, cell.categories, [...week, ...month]);
			if (!explanation) throw new Error(`no explanation of ${cell.categories.join()}`);
			return explanation;
		})
	);
}

/** Each remedy points to a published cell and repeats its number; its group holds the hidden one. */
function expectRemediesToHold({ categories, remedies }: Explanation, views: readonly TableView[]) {
	for (const remedy of remedies) {
		const view = views.find(
			({ table, periods }) => table === remedy.table && periods[0]?.id === remedy.period
		);
		const codes = Object.entries(remedy.categories);
		const cell = view?.cells.find((one) =>
			one.categories.every((code, index) => code === codes[index]?.[1])
		);
		expect(cell).toMatchObject({ status: 'published', value: remedy.value });
		expect(codes.map(([id]) => id)).toEqual(view?.dimensions.map(({ id }) => id));
		if (remedy.steps.includes('fewer-dimensions')) {
			expect(codes.some(([, code]) => code !== '*')).toBe(true);
		}
		for (const [id, code] of codes) {
			const own = categories[id] ?? '';
			expect(
				code === '*' || own === code || own.startsWith(`${code}.`) || isRestOf(code, own)
			).toBe(true);
		}
	}
}

function isRestOf(parent: string, code: string): boolean {
	return code.endsWith(' other') && code.startsWith(parent);
}

describe('explanations of published fleets', () => {
	test('point to published numbers of groups that hold the cell, and give all hidden cells one reason', () => {
		let remedies = 0;
		fc.assert(
			fc.property(studies, studies, (study, later) => {
				const week = publish(study, '2026-W46');
				const month = publish({ ...later, tables: study.tables }, '2026-11');
				const explanations = explainAll(week, month);
				const hidden = explanations.filter(({ status }) => status === 'hidden');
				for (const explanation of hidden) expectRemediesToHold(explanation, [...week, ...month]);
				expect(new Set(hidden.map(({ reason }) => JSON.stringify(reason))).size).toBeLessThan(2);
				for (const { status, value, remedies: offered } of explanations) {
					expect(value !== null).toBe(status === 'published');
					if (status !== 'hidden') expect(offered).toEqual([]);
				}
				remedies += hidden.flatMap((one) => one.remedies).length;
			}),
			{ numRuns: 6 }
		);
		expect(remedies).toBeGreaterThan(0);
	});

	test.each([
		['2.1.8', 182, 181],
		['2.1.7', 18, 19]
	])(
		'do not tell fleets apart that publish the same: %s on %i or on %i',
		(version, count, other) => {
			const unit = { platform: 'docker', rules: 'yes', tool: ['git'] };
			const studyOf = (changed: number): Study => ({
				dimensions: [
					{ id: 'version', kind: 'version' },
					{ id: 'platform', kind: 'codes', codes: ['docker', 'k8s'] },
					{ id: 'rules', kind: 'answer' }
				],
				tables: ['version', 'version+platform', 'version+rules'],
				units: [
					...repeat(version === '2.1.8' ? changed : 182, { ...unit, version: '2.1.8' }),
					...repeat(version === '2.1.7' ? changed : 18, { ...unit, version: '2.1.7' })
				]
			});
			const [one, another] = [count, other].map((size) => publish(studyOf(size), '2026-W46'));
			expect(another).toEqual(one);
			expect(explainAll(another ?? [])).toEqual(explainAll(one ?? []));
		}
	);
});
