// Seconds against cells, both on logarithmic scales, as SVG.

/** A size, and the seconds of each phase at it. */
export interface CostPoint {
	readonly cells: number;
	readonly seconds: Readonly<Record<string, number>>;
}

const width = 760;
const height = 480;
const frame = { left: 84, right: 636, top: 96, bottom: 404 };
const colours = ['#1f5fa8', '#b3541e', '#4a7a2c', '#222222'];
const smallestSeconds = 0.01;

/**
 * Draws one line per phase.
 *
 * @param ticks numbers of cells that the axis names
 * @param notes stand under the title, two lines at most
 */
export function toCostPlot(
	points: readonly CostPoint[],
	ticks: readonly number[],
	notes: readonly string[]
): string {
	const largest = Math.max(1, ...points.flatMap(({ seconds }) => Object.values(seconds)));
	const powers = Math.ceil(Math.log10(largest)) - Math.log10(smallestSeconds);
	const decades = Array.from({ length: powers + 1 }, (_, at) => smallestSeconds * 10 ** at);
	const x = scale([300, 25_000], [frame.left, frame.right]);
	const y = scale([smallestSeconds, decades.at(-1) ?? 1], [frame.bottom, frame.top]);
	const phases = Object.keys(points[0]?.seconds ?? {});
	const at = (point: CostPoint, phase: string) => {
		const seconds = Math.max(smallestSeconds, point.seconds[phase] ?? 0);
		return { x: x(point.cells), y: y(seconds) };
	};
	const elements = [
		`<rect width="${width}" height="${height}" fill="#ffffff"/>`,
		text(
			frame.left,
			30,
			'Cost of a release by number of cells',
			'font-size="18" font-weight="600"'
		),
		...notes.map((note, line) => text(frame.left, 52 + 18 * line, note)),
		...decades.flatMap((seconds) => [
			rule(frame.left, y(seconds), frame.right, y(seconds)),
			text(frame.left - 10, y(seconds) + 4, toLabel(seconds), 'text-anchor="end"')
		]),
		...ticks.flatMap((cells) => [
			rule(x(cells), frame.top, x(cells), frame.bottom),
			text(x(cells), frame.bottom + 22, toLabel(cells), 'text-anchor="middle"')
		]),
		text((frame.left + frame.right) / 2, height - 24, 'cells', 'text-anchor="middle"'),
		text(
			0,
			0,
			'processor seconds',
			`text-anchor="middle" transform="translate(26 ${(frame.top + frame.bottom) / 2}) rotate(-90)"`
		),
		...phases.flatMap((phase, index) => {
			const colour = colours[index] ?? '#222222';
			const marks = points.map((point) => at(point, phase));
			return [
				`<polyline fill="none" stroke="${colour}" stroke-width="2" points="${marks.map((mark) => `${fixed(mark.x)},${fixed(mark.y)}`).join(' ')}"/>`,
				...marks.map(
					(mark) => `<circle cx="${fixed(mark.x)}" cy="${fixed(mark.y)}" r="3.5" fill="${colour}"/>`
				),
				`<rect x="${frame.right + 20}" y="${frame.top + 24 * index - 9}" width="12" height="12" fill="${colour}"/>`,
				text(frame.right + 38, frame.top + 24 * index + 2, phase)
			];
		})
	];
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="13" fill="#222222">`,
		`<title>Seconds to protect, audit and check a release against its number of cells</title>`,
		...elements,
		'</svg>',
		''
	].join('\n');
}

function scale(
	[low, high]: readonly [number, number],
	[from, to]: readonly [number, number]
): (value: number) => number {
	return (value) => from + ((to - from) * Math.log(value / low)) / Math.log(high / low);
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
	return `<path d="M${fixed(x1)} ${fixed(y1)}L${fixed(x2)} ${fixed(y2)}" stroke="#dddddd"/>`;
}

function text(x: number, y: number, content: string, attributes = ''): string {
	const place = [`x="${fixed(x)}"`, `y="${fixed(y)}"`, attributes].join(' ').trim();
	return `<text ${place}>${content}</text>`;
}

function toLabel(value: number): string {
	return value >= 10_000 ? `${value / 1000} 000` : String(Number(value.toPrecision(3)));
}

function fixed(value: number): string {
	return value.toFixed(1);
}
