import { expect, test } from 'vitest';
import { EmbedQuery, PageQuery, parseQuery } from '../../src/lib/chart/chart-query.ts';
import { toRange } from '../../src/lib/chart/model/range.ts';
import { toSearch } from '../../src/lib/chart/search.ts';

const ask = (search: string) => parseQuery(PageQuery, new URLSearchParams(search));
const weeks = Array.from({ length: 40 }, (_, index) => `2026-W${String(index + 10)}`);

test('an address without parameters asks for weekly shares by minor', () => {
	expect(ask('').value).toEqual({
		granularity: 'week',
		measure: 'share',
		level: 'minor',
		compare: 'none'
	});
});

test('a wrong parameter is named with what it accepts', () => {
	expect(ask('measure=sum').problems).toEqual([
		{ field: 'measure', reason: 'expected share or count' }
	]);
	expect(ask('from=2025-W53').problems?.[0]?.field).toBe('from');
});

test('an unknown or repeated parameter is an error', () => {
	expect(ask('colour=red').problems?.[0]).toMatchObject({ field: 'colour' });
	expect(ask('level=minor&level=major').problems?.[0]?.field).toBe('level');
	expect(ask('theme=dark').problems?.[0]?.field).toBe('theme');
});

test('an embed takes looks, but no colour that is more than a colour', () => {
	const embed = (search: string) => parseQuery(EmbedQuery, new URLSearchParams(search));
	expect(embed('theme=dark&bg=f4f5f7&title=false').value).toMatchObject({
		theme: 'dark',
		bg: 'f4f5f7',
		title: false,
		legend: true
	});
	expect(embed('bg=url(x)').problems?.[0]?.field).toBe('bg');
});

test('the default range is the newest half year', () => {
	expect(toRange({}, 'week', weeks).value).toEqual({ from: '2026-W24', to: '2026-W49' });
	expect(toRange({ to: '2026-W12' }, 'week', weeks).value).toEqual({
		from: '2026-W10',
		to: '2026-W12'
	});
});

test('a range outside what is published, of the other granularity or backwards is refused', () => {
	expect(toRange({ from: '1999-W01' }, 'week', weeks).problems?.[0]?.field).toBe('from');
	expect(toRange({ to: '2026-05' }, 'week', weeks).problems?.[0]?.field).toBe('to');
	expect(toRange({ from: '2026-W20', to: '2026-W19' }, 'week', weeks).problems).toHaveLength(1);
});

test('a link says only what differs, and reads back as what it was made from', () => {
	expect(toSearch({ granularity: 'week', measure: 'share' })).toBe('');
	const query = {
		granularity: 'month',
		from: '2026-05',
		measure: 'count',
		level: 'patch',
		compare: 'previous',
		within: '2.1',
		at: '2.1.33'
	} as const;
	expect(ask(toSearch(query)).value).toEqual(query);
});
