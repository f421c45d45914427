import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EmbedQuery, parseQuery, PngQuery } from '../../../src/lib/chart/chart-query.ts';
import { forms, holdToShare, lockQuery } from '../../../src/lib/server/shares/gate/locked-query.ts';

const data = ['granularity', 'from', 'to', 'measure', 'level', 'compare', 'within', 'at', 'by'];
const looks = ['theme', 'bg', 'title', 'legend', 'width', 'height', 'scale', 'file'];

const values: Record<string, readonly string[]> = {
	granularity: ['week', 'month'],
	from: ['2026-W20', '2026-W30', '2026-05'],
	to: ['2026-W40', '2026-W46', '2026-10'],
	measure: ['share', 'count'],
	level: ['major', 'minor', 'patch'],
	compare: ['none', 'previous'],
	within: ['2', '2.1'],
	at: ['2.1', '2.1.33'],
	by: ['deployment', 'os'],
	theme: ['light', 'dark', 'auto'],
	bg: ['transparent', 'fff'],
	title: ['true', 'false'],
	legend: ['true', 'false'],
	width: ['300', '960'],
	height: ['200', '400'],
	scale: ['1', '3'],
	file: ['version.png']
};

const query = fc
	.record(
		Object.fromEntries(
			Object.entries(values).map(([name, some]) => [name, fc.constantFrom(...some)])
		),
		{ requiredKeys: [] }
	)
	.map((found) => ({ ...found }) as Record<string, string>);
const oddities = fc.record(
	{ t: fc.string(), From: fc.string(), __proto: fc.string(), constructor: fc.string() },
	{ requiredKeys: [] }
);

test('the parameters of an embed are those that this test knows', () => {
	expect(Object.keys(PngQuery.shape).sort()).toEqual([...data, ...looks].sort());
});

test('a share locks all that is about data with its default, and of the look what is given', () => {
	expect(lockQuery({ from: '2026-W20', title: 'false' }).value).toEqual({
		granularity: 'week',
		from: '2026-W20',
		measure: 'share',
		level: 'minor',
		compare: 'none',
		title: 'false'
	});
	expect(lockQuery({ colour: 'red' }).problems?.[0]?.field).toBe('colour');
	expect(lockQuery({ t: 'x' }).problems?.[0]?.field).toBe('t');
});

test('no address gets a share to show anything but what it locks', () => {
	fc.assert(
		fc.property(
			query,
			query,
			oddities,
			fc.constantFrom(...forms),
			fc.constantFrom('live', 'archived'),
			(given, asked, odd, form, kind) => {
				const locked = lockQuery(given).value ?? {};
				const address = new URLSearchParams({ ...asked, ...odd });
				const held = holdToShare({ kind, query: locked }, address, form);
				if (held.problems) {
					const { field } = held.problems[0] ?? { field: '' };
					expect(address.get(field)).not.toBe(locked[field] ?? null);
					return;
				}
				const known = form === 'png' ? PngQuery : EmbedQuery;
				for (const name of data) {
					expect(held.value.getAll(name)).toEqual(name in locked ? [locked[name]] : []);
				}
				for (const name of looks.filter((one) => one in locked && one in known.shape)) {
					expect(held.value.get(name)).toBe(locked[name]);
				}
				expect(
					[...held.value.keys()].filter((name) => ![...data, ...looks].includes(name))
				).toEqual([]);
				const shown = parseQuery(EmbedQuery, new URLSearchParams(pick(held.value)));
				expect(shown.value).toMatchObject(
					pickData(parseQuery(PngQuery, new URLSearchParams(locked)).value ?? {})
				);
			}
		),
		{ numRuns: 2000 }
	);
});

test.each(data)('%s can be neither changed, nor added, nor said twice', (name) => {
	const [one = '', other = ''] = values[name] ?? [];
	const locked = lockQuery({ [name]: one }).value ?? {};
	const share = { kind: 'live', query: locked } as const;
	const fieldOf = (address: string) =>
		holdToShare(share, new URLSearchParams(address), 'html').problems?.[0]?.field;
	expect(fieldOf(`${name}=${one}`)).toBeUndefined();
	expect(fieldOf(`${name}=${other}`)).toBe(name);
	expect(fieldOf(`${name}=`)).toBe(name);
	expect(fieldOf(`${name}=${one}&${name}=${other}`)).toBe(name);
	const without = Object.fromEntries(Object.entries(locked).filter(([key]) => key !== name));
	const added = new URLSearchParams({ [name]: one });
	expect(holdToShare({ ...share, query: without }, added, 'html').problems).toHaveLength(1);
});

test.each(looks)(
	'%s is open in a live share, and but for the theme not in an archived one',
	(name) => {
		const locked = lockQuery({}).value ?? {};
		const asked = new URLSearchParams({ [name]: values[name]?.[1] ?? '' });
		expect(holdToShare({ kind: 'live', query: locked }, asked, 'png').problems).toBeUndefined();
		const { problems } = holdToShare({ kind: 'archived', query: locked }, asked, 'png');
		expect(problems?.map(({ field }) => field)).toEqual(name === 'theme' ? undefined : [name]);
	}
);

function pick(parameters: URLSearchParams): Record<string, string> {
	const entries = [...parameters].filter(([name]) => name in EmbedQuery.shape);
	return Object.fromEntries(entries);
}

function pickData(parsed: object): object {
	return Object.fromEntries(Object.entries(parsed).filter(([name]) => data.includes(name)));
}
