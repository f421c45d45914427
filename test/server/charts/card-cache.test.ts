import { expect, test } from 'vitest';
import { toCard } from '../../../src/lib/chart/cards/to-card.ts';
import { parseQuery, PngQuery } from '../../../src/lib/chart/chart-query.ts';
import { keptCard } from '../../../src/lib/server/charts/card-cache.ts';
import { drawPng, drawSvg } from '../../../src/lib/server/images/draw-picture.ts';
import { versionView } from '../../chart/views.ts';

const chart = {
	id: 'version',
	title: 'Versions',
	kind: 'stack',
	tables: ['version'],
	asides: [],
	rates: []
} as const;
const definition = { ...chart, tables: [...chart.tables], asides: [], rates: [] };
const context = { releases: [] };

function ask(search: string): PngQuery {
	const { value } = parseQuery(PngQuery, new URLSearchParams(search));
	if (!value) throw new Error(search);
	return value;
}

test('the card is made once for every look, and is what it would be without being kept', () => {
	const view = versionView();
	const card = keptCard(definition, [view], ask('theme=dark'), context);
	expect(card).toEqual(toCard(definition, [view], ask('theme=dark'), context));
	expect(keptCard(definition, [view], ask('width=480&bg=ffffff'), context)).toBe(card);
});

test('another chart, question, view or view to compare with makes another card', () => {
	const [view, other] = [versionView(), versionView()];
	const cards = [
		keptCard(definition, [view], ask(''), context),
		keptCard({ ...definition, title: 'Others' }, [view], ask(''), context),
		keptCard(definition, [view], ask('measure=count'), context),
		keptCard(definition, [view], ask('level=patch'), context),
		keptCard(definition, [view], ask('within=2.1'), context),
		keptCard(definition, [other], ask(''), context),
		keptCard(definition, [view], ask(''), { ...context, before: other }),
		keptCard(definition, [view], ask(''), { ...context, beside: [other] })
	];
	expect(new Set(cards).size).toBe(cards.length);
});

test('drawing changes nothing in a card, as others draw it too', async () => {
	const card = deepFreeze(toCard(definition, [versionView()], ask(''), context));
	expect(drawSvg(card, ask(''))).toContain('<svg');
	expect(await drawPng(card, ask(''))).not.toHaveLength(0);
});

function deepFreeze<Value extends object>(value: Value): Value {
	for (const part of Object.values(value) as unknown[]) {
		if (typeof part === 'object' && part !== null) deepFreeze(part);
	}
	return Object.freeze(value);
}
