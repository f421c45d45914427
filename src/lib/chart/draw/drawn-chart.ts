// A chart that stands on a page, as what reads it needs it: where there is something, and what it says there.
import type { ActiveElement, Chart } from 'chart.js';
import type { Ground, Place, Span } from '../read/walk.ts';
import { stepsOf, type Focus } from './layers/focus.ts';

/** What a tooltip says, by part. */
interface Said {
	readonly title: readonly string[];
	readonly beforeBody: readonly string[];
	readonly body: readonly { readonly lines: readonly string[] }[];
	readonly footer: readonly string[];
}

/** Reads any chart by its own tooltip, so that a keyboard reads word for word what a pointer does. */
export class DrawnChart {
	readonly #chart: Chart;
	readonly #focus: Focus;

	/** @param focus what the focus layer of `chart` draws */
	constructor(chart: Chart, focus: Focus) {
		this.#chart = chart;
		this.#focus = focus;
	}

	/** What there is to walk over. */
	get ground(): Omit<Ground, 'isSelectable'> {
		const { datasets } = this.#chart.data;
		const lengths = this.#areLines ? datasets.map(({ data }) => data.length) : undefined;
		return { ...stepsOf(this.#chart), bands: datasets.length, lengths };
	}

	/** Shows `place` as the one that is read, or none; returns what stands there in words. */
	point(place: Place | undefined): string {
		const { tooltip, data } = this.#chart;
		const bands = place?.band === undefined ? data.datasets.map((_, band) => band) : [place.band];
		const active = place
			? bands
					.filter((band) => place.step < (data.datasets[band]?.data.length ?? 0))
					.map((datasetIndex) => ({ datasetIndex, index: place.step }))
			: [];
		this.#focus.place = place;
		this.#chart.setActiveElements(active);
		tooltip?.setActiveElements(active, { x: 0, y: 0 });
		this.#chart.render();
		return place && tooltip ? toWords(tooltip, place, this.#areLines) : '';
	}

	/** Draws the steps of `span` as selected, or none. */
	select(span: Span | undefined): void {
		this.#focus.span = span;
		this.#chart.draw();
	}

	/** Dims every band but one, or none. */
	highlight(band: number | undefined): void {
		if (this.#focus.highlighted === band) return;
		this.#focus.highlighted = band;
		this.#chart.draw();
	}

	/**
	 * What lies under a point of the canvas, in CSS pixels from its upper left corner.
	 *
	 * @returns `undefined` outside of the area of the marks; a step without a band where none is drawn
	 */
	at(x: number, y: number): Place | undefined {
		const { left, right, top, bottom } = this.#chart.chartArea;
		if (x < left || x > right || y < top || y > bottom) return undefined;
		const step = this.stepAt(x, y);
		const band = this.#chart.data.datasets.findIndex((_, index) => {
			const mark = this.#chart.getDatasetMeta(index).data[step] as ActiveElement['element'] & {
				inRange?: (x: number, y: number) => boolean;
			};
			return mark.inRange?.(x, y) ?? false;
		});
		return band < 0 ? { step } : { step, band };
	}

	/** Whether each band has a place of its own for every step. */
	get #areLines(): boolean {
		return !stepsOf(this.#chart).isVertical && this.#chart.options.scales?.['x']?.type === 'linear';
	}

	/** The step nearest to a point of the canvas. */
	stepAt(x: number, y: number): number {
		const { steps, isVertical } = this.ground;
		const { left, top, width, height } = this.#chart.chartArea;
		const part = isVertical ? (y - top) / height : (x - left) / width;
		return Math.min(steps - 1, Math.max(0, Math.floor(part * steps)));
	}
}

/**
 * The band that is read comes before its period, as that stays the same while bands are read; all bands come last. What
 * is said below concerns all bands, but for lines.
 */
function toWords(
	{ title, beforeBody, body, footer }: Said,
	{ band }: Place,
	areLines: boolean
): string {
	const lines = body.flatMap((part) => part.lines).map((line) => line.trim());
	const parts =
		band === undefined
			? [...title, ...beforeBody, ...footer, ...lines]
			: [...lines, ...title, ...beforeBody, ...(areLines ? footer : [])];
	return parts.filter((part) => part !== '').join('. ');
}
