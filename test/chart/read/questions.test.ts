import { expect, test } from 'vitest';
import type { Card } from '../../../src/lib/chart/cards/card.ts';
import { toReachCard } from '../../../src/lib/chart/cards/reach-card.ts';
import { toStackCard } from '../../../src/lib/chart/cards/stack-card.ts';
import { hiddenAt, questionOf } from '../../../src/lib/chart/read/questions.ts';
import { integrationView, versionView } from '../views.ts';

const query = { measure: 'share', level: 'minor' } as const;
const card = toStackCard(versionView(), query);

/** The addresses that the mark at a step and a band leads to; the band by its label. */
function asked({ chart, questions }: Card, step: number, label?: string): (string | undefined)[] {
	const band = chart.kind === 'stack' ? chart.bands.findIndex((one) => one.label === label) : 0;
	const { row, columns } = hiddenAt(chart, questions, band < 0 ? { step } : { step, band });
	return columns.map((column) => questionOf(questions, row, column));
}

test('a hidden band leads to the explanation of its cell', () => {
	expect(asked(card, 0, '2.0')).toEqual(['/tables/version/explain?period=2026-W44&version=2.0']);
});

test('what is published or missing leads nowhere', () => {
	expect(asked(card, 2, '2.0')).toEqual([]);
	expect(asked(card, 1, '2.0')).toEqual([]);
	expect(asked(card, 0)).toEqual([]);
});

test('the remainder leads to every hidden cell of its period', () => {
	const periods = asked(card, 0, 'other or hidden');
	expect(periods).toContain('/tables/version/explain?period=2026-W44&version=2.0');
	expect(periods).toContain('/tables/version/explain?period=2026-W44&version=other');
	expect(periods).not.toContain('/tables/version/explain?period=2026-W44&version=2.1');
});

test('a wholly hidden period leads to its total', () => {
	const withheld = toStackCard(versionView({ '2026-W44 *': null, '2026-W44 2.1': null }), query);
	const total = ['/tables/version/explain?period=2026-W44&version=*'];
	expect(asked(withheld, 0)).toEqual(total);
	expect(asked(withheld, 0, '2.1')).toEqual(total);
});

test('a hidden row of a ranking leads to its answer', () => {
	const reach = toReachCard([integrationView()], 'Features', query);
	expect([0, 1, 2].map((row) => asked(reach, row).length)).toEqual([0, 0, 1]);
	expect(asked(reach, 2)).toEqual([
		'/tables/integration/explain?period=2026-W46&integration=forgejo&answer=yes'
	]);
});

test('every hidden cell of a card’s table can be asked', () => {
	for (const { grid, questions } of [card, toReachCard([integrationView()], 'Features', query)]) {
		const hidden = grid.rows.flatMap(({ head, cells }) =>
			cells.flatMap(({ status }, index) =>
				status === 'hidden' ? [questionOf(questions, head, grid.columns[index]?.key ?? '')] : []
			)
		);
		expect(hidden.length).toBeGreaterThan(0);
		expect(hidden).not.toContain(undefined);
	}
});
