// How the keyboard moves over a chart: a step is a period or a row, a band is one of the values that stand there.

/** Where a reader stands. Without a `band`, at everything of the step; `anchor` is where a selection began. */
export interface Place {
	readonly step: number;
	readonly band?: number;
	readonly anchor?: number;
}

/** What there is to walk over. */
export interface Ground {
	readonly steps: number;
	readonly bands: number;
	/** Whether steps lie below each other, so that up and down lead from one to the next. */
	readonly isVertical: boolean;
	/** Whether a range of steps can be selected. */
	readonly isSelectable: boolean;
	/** How many steps each band has where it is a line with steps of its own; then one line is read at a time. */
	readonly lengths?: readonly number[] | undefined;
}

/** Steps from first to last, both included. */
export interface Span {
	readonly first: number;
	readonly last: number;
}

/**
 * Where a key leads to: left and right to the step before and after, Home and End to the first and last, up and down
 * through the bands and back to all of them; with shift, steps are selected. Of lines the last one is read first.
 *
 * @param from `undefined` before the first key: left then leads to the last step, right to the first
 * @returns `undefined` for a key that leads nowhere
 */
export function walk(
	from: Place | undefined,
	{ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
	ground: Ground
): Place | undefined {
	if (ground.steps === 0) return undefined;
	if (ground.lengths) return walkLines(from, key, ground.lengths);
	const step = stepAfter(from, key, ground);
	if (step !== undefined) {
		const place = from?.band === undefined ? { step } : { step, band: from.band };
		if (!shiftKey || !ground.isSelectable) return place;
		return { step, anchor: from?.anchor ?? from?.step ?? step };
	}
	if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
	const at = from?.step ?? ground.steps - 1;
	const band = bandAfter(from?.band, key, ground.bands);
	return band === undefined ? { step: at } : { step: at, band };
}

/** Left and right along a line, up and down from one line to the next, as near as it goes. */
function walkLines(
	from: Place | undefined,
	key: string,
	lengths: readonly number[]
): Place | undefined {
	const band = from?.band ?? lengths.length - 1;
	const along = { steps: lengths[band] ?? 0, bands: 1, isVertical: false, isSelectable: false };
	const step = stepAfter(from, key, along);
	if (step !== undefined) return { step, band };
	if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
	const by = from === undefined ? 0 : key === 'ArrowUp' ? 1 : lengths.length - 1;
	const next = (band + by) % lengths.length;
	const last = (lengths[next] ?? 0) - 1;
	return { step: Math.min(from?.step ?? last, last), band: next };
}

/** The steps that are selected at `place`. */
export function spanOf({ step, anchor }: Place): Span | undefined {
	if (anchor === undefined) return undefined;
	return { first: Math.min(step, anchor), last: Math.max(step, anchor) };
}

function stepAfter(from: Place | undefined, key: string, ground: Ground): number | undefined {
	const last = ground.steps - 1;
	switch (key) {
		case 'Home':
			return 0;
		case 'End':
			return last;
		case 'ArrowLeft':
			return from ? Math.max(0, from.step - 1) : last;
		case 'ArrowRight':
			return from ? Math.min(last, from.step + 1) : 0;
		case 'ArrowUp':
			return ground.isVertical ? stepAfter(from, 'ArrowLeft', ground) : undefined;
		case 'ArrowDown':
			return ground.isVertical ? stepAfter(from, 'ArrowRight', ground) : undefined;
		default:
			return undefined;
	}
}

/** Bands are counted from below; past the highest and the lowest stands the whole step. */
function bandAfter(band: number | undefined, key: string, bands: number): number | undefined {
	const places = bands + 1;
	const at = band ?? bands;
	const next = (at + (key === 'ArrowUp' ? 1 : places - 1)) % places;
	return next === bands ? undefined : next;
}
