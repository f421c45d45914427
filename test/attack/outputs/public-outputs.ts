// Every form in which one period leaves the server.
import { parsePeriod } from '../../../src/lib/schema/period.ts';

/** A table as the catalogue lists it. */
export interface ListedTable {
	readonly id: string;
	readonly dimensions: readonly string[];
}

/** Tables of the only dataset. */
export async function readTables(origin: string): Promise<readonly ListedTable[]> {
	const { datasets } = (await (await fetch(`${origin}/api/v1/datasets`)).json()) as {
		datasets: { tables: ListedTable[] }[];
	};
	return datasets[0]?.tables ?? [];
}

/** Parameters that ask for one period and nothing else. */
export function only(period: string): string {
	const { granularity } = parsePeriod(period);
	return `granularity=${granularity}&from=${period}&to=${period}`;
}

/** Address of a table of one period: JSON, or a file by `extension` such as `.csv`. */
export function tableAddress(table: string, period: string, extension = ''): string {
	return `/api/v1/datasets/heartbeats/tables/${table}${extension}?${only(period)}`;
}

/** Addresses that show a period: API, files, pages, page payloads, embeds and pictures. */
export function addressesOf(period: string, tables: readonly ListedTable[]): string[] {
	const view = only(period);
	return [
		`/api/v1/releases/heartbeats/${period}`,
		`/api/v1/releases/heartbeats/${period}/certificate`,
		`/?${view}`,
		`/?${view}&measure=count`,
		`/__data.json?${view}`,
		...tables.flatMap(({ id }) => [
			...['', '.csv', '.parquet', '.csv-metadata.json'].map((extension) =>
				tableAddress(id, period, extension)
			),
			`/tables/${id}?${view}&measure=count`,
			`/tables/${id}/__data.json?${view}`,
			`/embed/${id}?${view}`,
			`/embed/${id}.svg?${view}`,
			`/embed/${id}.png?${view}&scale=1`
		])
	];
}

/** Addresses of pages that make sums, bounds and sentences of a period's numbers. */
export function pagesOf(period: string): string[] {
	const view = only(period);
	return ['versions', 'platforms', 'features', 'volume', 'health'].flatMap((page) => [
		`/${page}?${view}`,
		`/${page}?${view}&measure=count&level=patch&at=2.1.5`,
		`/${page}/__data.json?${view}`
	]);
}

/** Asks for all addresses, and gives back each body by its address. */
export async function readAll(
	origin: string,
	addresses: readonly string[]
): Promise<Map<string, Buffer>> {
	const bodies = new Map<string, Buffer>();
	for (const address of addresses) {
		const response = await fetch(origin + address);
		bodies.set(address, Buffer.from(await response.arrayBuffer()));
	}
	return bodies;
}

/** A body as text, byte for byte, without what no two answers share: the page's nonce and the server's own address. */
export function toText(body: Buffer | undefined, origin = ''): string {
	const text = (body ?? Buffer.alloc(0)).toString('latin1');
	const same =
		origin === ''
			? text
			: text.replaceAll(origin, 'http://server').replaceAll(encodeURIComponent(origin), 'server');
	return same.replaceAll(/nonce="[^"]*"/g, 'nonce');
}

/** What people read of a body: without scripts, styles, tags and attributes. */
export function visible(body: string): string {
	return body
		.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
		.replaceAll(/<[^>]*>/g, ' ')
		.replaceAll(/\s+/g, ' ');
}
