// Query strings of links. Apart from the schemas, as the browser builds links too and needs no schema for it.

/** What a view shows when nobody says otherwise. */
export const assumed = {
	granularity: 'week',
	measure: 'share',
	level: 'minor',
	compare: 'none'
} as const;

/** What a link can say about a view, see `PageQuery`. */
export interface Asked {
	readonly granularity?: string | undefined;
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	readonly measure?: string | undefined;
	readonly level?: string | undefined;
	readonly compare?: string | undefined;
	readonly within?: string | undefined;
	readonly at?: string | undefined;
}

const names = ['granularity', 'from', 'to', 'measure', 'level', 'compare', 'within', 'at'] as const;

/** The part of `asked` that says more than what is assumed, in a fixed order: `?from=…`, or empty. */
export function toSearch(asked: Asked): '' | `?${string}` {
	return write(names, asked, assumed);
}

/** What a link can say about an embed or a picture, see `EmbedQuery`, `SvgQuery` and `PngQuery`. */
export interface AskedEmbed extends Asked {
	readonly by?: string | undefined;
	readonly theme?: string | undefined;
	readonly bg?: string | undefined;
	readonly title?: boolean | undefined;
	readonly legend?: boolean | undefined;
	readonly width?: number | undefined;
	readonly height?: number | undefined;
	readonly scale?: number | undefined;
	readonly file?: string | undefined;
	/** A token. */
	readonly t?: string | undefined;
}

/** `file` is last, as wikis look for the ending of a picture's name at the end of its address. */
const looks = [
	'by',
	'theme',
	'bg',
	'title',
	'legend',
	'width',
	'height',
	'scale',
	't',
	'file'
] as const;

/** As `toSearch`, for an embed. */
export function toEmbedSearch(asked: AskedEmbed): '' | `?${string}` {
	const usual = { ...assumed, theme: 'auto', title: true, legend: true };
	return write([...names, ...looks], asked, usual);
}

function write(
	order: readonly (keyof AskedEmbed)[],
	asked: AskedEmbed,
	usual: AskedEmbed
): '' | `?${string}` {
	const said = order.flatMap((name): [string, string][] => {
		const value = asked[name];
		return value === undefined || value === usual[name] ? [] : [[name, String(value)]];
	});
	return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`;
}
