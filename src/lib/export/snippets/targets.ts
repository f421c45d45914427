// What to paste into which wiki.
import { toFrame, toHostScript, toMarkdownImage, toPictureElement } from './markup.ts';
import type { ShareLinks } from './share-links.ts';

/** A chart as a snippet sees it; `height` is what a frame of it needs, in CSS pixels. */
export interface SnippetSubject {
	readonly links: ShareLinks;
	readonly chart: string;
	readonly title: string;
	readonly height: number;
}

/** One thing to paste; `part` says which, where there are several. */
export interface Snippet {
	readonly part?: 'widget-page' | 'widget-use';
	readonly text: string;
}

/** A place to paste into. A `frame` shows the embed itself, a `picture` an image of it. */
export interface Target {
	readonly id: string;
	readonly form: 'frame' | 'picture';
	/** Origins that frame it where they are known beforehand. */
	readonly origins?: readonly string[];
	readonly toSnippets: (subject: SnippetSubject) => readonly Snippet[];
}

const address = ({ links }: SnippetSubject) => [{ text: links.html }];
const frame = ({ links, title, height }: SnippetSubject) => [
	{ text: toFrame(links.html, title, height) }
];
const frameAndScript = ({ links, title, height }: SnippetSubject) => [
	{ text: `${toFrame(links.html, title, height)}\n${toHostScript(links)}` }
];
const markdown = ({ links, title }: SnippetSubject) => [{ text: toMarkdownImage(links, title) }];
const markdownOfThemes = (subject: SnippetSubject) =>
	subject.links.darkPng === undefined
		? markdown(subject)
		: [{ text: toPictureElement(subject.links, subject.title) }];

function widget({ links, chart, title, height }: SnippetSubject): Snippet[] {
	const script = toHostScript(links);
	return [
		{
			part: 'widget-page',
			text: `<includeonly>${toFrame(links.html, title, height)}\n${script}</includeonly>`
		},
		{ part: 'widget-use', text: `{{#widget:Murmuration ${chart}}}` }
	];
}

/** Every place a chart can go to, the commonest first. */
export const targets = [
	{ id: 'confluence-cloud', form: 'frame', toSnippets: address },
	{ id: 'confluence-data-center', form: 'frame', toSnippets: frameAndScript },
	{
		id: 'notion',
		form: 'frame',
		origins: ['https://www.notion.so', 'https://*.notion.site'],
		toSnippets: address
	},
	{ id: 'mediawiki-widget', form: 'frame', toSnippets: widget },
	{
		id: 'mediawiki-image',
		form: 'picture',
		toSnippets: ({ links }) => [{ text: links.namedPng }]
	},
	{ id: 'gitlab', form: 'picture', toSnippets: markdownOfThemes },
	{ id: 'github', form: 'picture', toSnippets: markdownOfThemes },
	{ id: 'bookstack', form: 'frame', toSnippets: frame },
	{ id: 'outline', form: 'picture', toSnippets: markdown },
	{ id: 'wiki-js', form: 'frame', toSnippets: frame },
	{ id: 'html', form: 'frame', toSnippets: frameAndScript }
] as const satisfies readonly Target[];

/** Name of a place in code and texts. */
export type TargetId = (typeof targets)[number]['id'];
