// Freezes a chart: every form of it is made once, and served from then on as it is, whatever becomes of the program.
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Card } from '../../../chart/cards/card.ts';
import type { PngQuery } from '../../../chart/chart-query.ts';
import { toCsv } from '../../../export/csv.ts';
import { toTableJson } from '../../../export/table-json.ts';
import type { Share } from '../../../schema/share.ts';
import { readNumbers } from '../../charts/read-card.ts';
import { drawPng, drawSvg } from '../../images/draw-picture.ts';
import type { Form } from '../gate/locked-query.ts';
import type { SharePlan } from '../manage/plan-share.ts';
import type { ShareContext } from '../share-context.ts';
import { entryName, indexName, themesOf, type FrozenFile } from './archive-index.ts';
import { archivedPage, type PagePictures } from './archived-page.ts';
import { toHeaders } from './form-headers.ts';

/** Widths of the pictures on a page, in CSS pixels. */
const widths = { wide: 960, narrow: 480 };

type Bytes = string | Uint8Array;
type Frozen = [name: string, entry: FrozenFile, bytes: Bytes];

/** Makes the files of an archived share and writes them durably: the whole folder appears, or nothing. */
export async function writeArchive(
	{ store, shares }: Pick<ShareContext, 'store' | 'shares'>,
	share: Share,
	plan: SharePlan
): Promise<void> {
	const view = await readNumbers(store, plan.found, plan.query);
	const files: Frozen[] = [
		...(await freezePictures(share, plan.card, plan.query)),
		...freezePages(share, plan),
		freeze(share, 'csv', '', toCsv(view)),
		freeze(share, 'json', '', JSON.stringify(toTableJson(view)))
	];
	const index = Object.fromEntries(files.map(([name, entry]) => [name, entry]));
	const folder = shares.archiveOf(share.id);
	const temporary = join(dirname(folder), `.${share.id}`);
	await mkdir(temporary, { recursive: true, mode: 0o700 });
	for (const [, { file }, bytes] of files) await writeSynced(join(temporary, file), bytes);
	await writeSynced(join(temporary, indexName), `${JSON.stringify(index, null, '\t')}\n`);
	await rename(temporary, folder);
}

async function freezePictures(share: Share, card: Card, query: PngQuery): Promise<Frozen[]> {
	const files: Frozen[] = [];
	for (const theme of themesOf.svg) {
		files.push(freeze(share, 'svg', theme, drawSvg(card, { ...query, theme })));
		files.push(freeze(share, 'png', theme, await drawPng(card, { ...query, theme })));
	}
	return files;
}

function freezePages(share: Share, { card, query }: SharePlan): Frozen[] {
	const { bg, title: hasTitle } = query;
	const pictures = card.chart.kind === 'heat' ? undefined : drawPagePictures(card, query);
	const { created } = share;
	return themesOf.html.map((theme) => {
		const { html, policy } = archivedPage({ card, pictures, theme, bg, hasTitle, created });
		return freeze(share, 'html', theme, html, policy);
	});
}

/** On a page the picture has no ground of its own, and takes the height that it needs. */
function drawPagePictures(card: Card, query: PngQuery): PagePictures {
	const draw = (width: number) => {
		const look = { ...query, width, height: undefined, bg: query.bg ?? 'transparent' };
		return {
			light: drawSvg(card, { ...look, theme: 'light' }),
			dark: drawSvg(card, { ...look, theme: 'dark' })
		};
	};
	return { wide: draw(widths.wide), narrow: draw(widths.narrow) };
}

function freeze(share: Share, form: Form, theme: string, bytes: Bytes, policy?: string): Frozen {
	const name = entryName(form, theme);
	const file = theme === '' ? `numbers.${form}` : `${theme}.${form}`;
	return [name, { file, headers: toHeaders(share, form, policy) }, bytes];
}

async function writeSynced(file: string, bytes: Bytes): Promise<void> {
	const handle = await open(file, 'w', 0o600);
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
}
