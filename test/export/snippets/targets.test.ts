import { expect, test } from 'vitest';
import { toShareLinks, type Shared } from '../../../src/lib/export/snippets/share-links.ts';
import { targets, type Target } from '../../../src/lib/export/snippets/targets.ts';
import { EmbedQuery, parseQuery, PngQuery } from '../../../src/lib/chart/chart-query.ts';
import { dialogTexts } from '../../../src/lib/texts/texts.ts';
import { readXml } from '../../server/images/read-xml.ts';

const all: readonly Target[] = targets;
const origin = 'https://stats.example.org';
const title = 'A "title" <b>& more</b> [1](x)';

function subjectOf(changes: Partial<Shared> = {}) {
	const shared: Shared = {
		origin,
		chart: 'version',
		table: 'version',
		asked: { granularity: 'month', from: '2026-05', to: '2026-10', measure: 'count' },
		theme: 'auto',
		title: true,
		legend: false,
		...changes
	};
	return { links: toShareLinks(shared), chart: 'version', title, height: 520 };
}

const texts = (target: Target, subject = subjectOf()) =>
	target
		.toSnippets(subject)
		.map(({ text }) => text)
		.join('\n');

/** Elements of a snippet, read strictly; attributes without a value and void elements are made XML first. */
function elementsOf(html: string) {
	const xml = html.replace(/<(img|source)([^>]*)>/g, '<$1$2/>').replace(/ defer>/g, ' defer="">');
	return readXml(`<div>${xml}</div>`);
}

test.each(all)('$id has the absolute address of the chart as it was chosen', (target) => {
	const { links } = subjectOf();
	const text = texts(target).replaceAll('&amp;', '&');
	const address = target.form === 'frame' ? links.html : links.png;
	expect(text).toContain(target.id === 'mediawiki-image' ? links.namedPng : address);
	expect(address).toBe(
		`${origin}/embed/version${target.form === 'frame' ? '' : '.png'}?granularity=month&from=2026-05&to=2026-10&measure=count&legend=false`
	);
});

test.each(all)('$id has a name, and a note that says what it needs', ({ id }) => {
	const known = id as keyof typeof dialogTexts.shareTargets;
	expect(dialogTexts.shareTargets[known]).not.toBe('');
	expect(dialogTexts.shareNotes[known](origin, 520).length).toBeGreaterThan(20);
});

test('every address is one that the server accepts', () => {
	for (const theme of ['auto', 'dark'] as const) {
		const { links } = subjectOf({ theme });
		const search = (address: string) => new URL(address).searchParams;
		expect(parseQuery(EmbedQuery, search(links.html)).problems).toBeUndefined();
		for (const address of [links.png, links.darkPng ?? links.png, links.namedPng]) {
			expect(parseQuery(PngQuery, search(address)).problems).toBeUndefined();
		}
	}
});

test.each(all.filter(({ form }) => form === 'frame'))(
	'$id: HTML is well-formed, has one frame with a title, and a title stays text',
	(target) => {
		const text = texts(target);
		if (!text.includes('<')) return;
		const elements = elementsOf(text.replace(/\{\{.*\}\}/, ''));
		const names = elements.map(({ name }) => name);
		expect(names.filter((name) => name === 'iframe')).toHaveLength(1);
		expect(names).not.toContain('b');
		const frame = elements.find(({ name }) => name === 'iframe');
		expect(frame?.attributes.get('title')).toBe(title);
		expect(frame?.attributes.get('src')).toBe(subjectOf().links.html);
		expect(frame?.attributes.get('height')).toBe('520');
	}
);

test.each(['gitlab', 'github', 'outline'])('%s: one picture, linked to its numbers', (id) => {
	const target = all.find((one) => one.id === id);
	if (!target) throw new Error(id);
	const plain = texts(target, subjectOf({ theme: 'light' }));
	expect(plain.match(/!\[/g)).toHaveLength(1);
	const parts = /^\[!\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)\]\(([^)]*)\)$/.exec(plain);
	expect(parts?.[2]).toContain('/embed/version.png?');
	expect(parts?.[3]).toContain(`${origin}/tables/version?`);
	expect(parts?.[1]?.replace(/\\(.)/g, '$1')).toBe(title);
});

test.each(['gitlab', 'github'])('%s: light and dark where the reader decides', (id) => {
	const target = all.find((one) => one.id === id);
	if (!target) throw new Error(id);
	const elements = elementsOf(texts(target));
	expect(elements.filter(({ name }) => name === 'img')).toHaveLength(1);
	const source = elements.find(({ name }) => name === 'source')?.attributes;
	expect(source?.get('media')).toBe('(prefers-color-scheme: dark)');
	expect(source?.get('srcset')).toContain('theme=dark');
});

test('MediaWiki knows a picture by the end of its address', () => {
	// The pattern by which its parser recognises one.
	const picture =
		/^(http:\/\/|https:\/\/)([^\][<>"\s]+)\/([A-Za-z0-9_.,~%\-+&;#*?!=()@]+)\.(gif|png|jpg|jpeg)$/i;
	const plain = { granularity: 'week', measure: 'share' };
	const bare = subjectOf({ asked: plain, legend: true });
	expect(bare.links.namedPng).toBe(`${origin}/embed/version.png`);
	for (const subject of [bare, subjectOf(), subjectOf({ theme: 'dark' })]) {
		expect(subject.links.namedPng).toMatch(picture);
	}
});

test('a live share names no end, so that it follows new releases', () => {
	const { links } = subjectOf({ asked: { granularity: 'week', from: '2026-W40', to: undefined } });
	expect(links.html).toContain('from=2026-W40');
	expect(links.html).not.toContain('to=');
});
