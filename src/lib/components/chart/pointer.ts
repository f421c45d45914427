// What a pointer does on a chart beside hovering, which Chart.js sees to: ask a mark, and draw a range over time.
import type { Attachment } from 'svelte/attachments';
import type { DrawnChart } from '../../chart/draw/drawn-chart.ts';
import type { Place, Span } from '../../chart/read/walk.ts';

/** What is told about the pointer; `drawn` is the chart of that moment. */
export interface PointerActions {
	readonly drawn: () => DrawnChart | undefined;
	readonly onpass: (place: Place | undefined) => void;
	readonly onchoose: (place: Place) => void;
	/** Called with the steps passed so far; left out where no range can be drawn. */
	readonly onspan?: ((span: Span | undefined) => void) | undefined;
	readonly onspanned: (span: Span) => void;
}

const leastDragPixels = 8;

/**
 * Follows the pointer over a canvas. A finger scrolls and taps, so only mouse and pen draw a range; Escape drops it.
 */
export const pointer =
	(actions: PointerActions): Attachment<HTMLCanvasElement> =>
	(canvas) => {
		let start: { readonly x: number; readonly step: number } | undefined;
		let span: Span | undefined;
		const spot = ({ clientX, clientY }: MouseEvent) => {
			const { left, top } = canvas.getBoundingClientRect();
			return [clientX - left, clientY - top] as const;
		};
		const end = () => {
			start = undefined;
			if (span) actions.onspan?.(undefined);
			span = undefined;
		};
		const down = (event: PointerEvent) => {
			span = undefined;
			const [x, y] = spot(event);
			const place = actions.drawn()?.at(x, y);
			const canDraw = actions.onspan && event.button === 0 && event.pointerType !== 'touch';
			if (!place || !canDraw) return;
			start = { x, step: place.step };
			canvas.setPointerCapture(event.pointerId);
		};
		const move = (event: PointerEvent) => {
			const [x, y] = spot(event);
			if (!start) {
				actions.onpass(actions.drawn()?.at(x, y));
				return;
			}
			if (!span && Math.abs(x - start.x) < leastDragPixels) return;
			const step = actions.drawn()?.stepAt(x, y) ?? start.step;
			span = { first: Math.min(start.step, step), last: Math.max(start.step, step) };
			actions.onspan?.(span);
		};
		const up = () => {
			const drawnSpan = span;
			end();
			if (drawnSpan) actions.onspanned(drawnSpan);
			wasDrag = drawnSpan !== undefined;
		};
		let wasDrag = false;
		const click = (event: MouseEvent) => {
			const place = wasDrag ? undefined : actions.drawn()?.at(...spot(event));
			wasDrag = false;
			if (place) actions.onchoose(place);
		};
		const press = ({ key }: KeyboardEvent) => {
			if (key === 'Escape' && start) end();
		};
		const listening = new AbortController();
		const { signal } = listening;
		canvas.addEventListener('pointerdown', down, { signal });
		canvas.addEventListener('pointermove', move, { signal });
		canvas.addEventListener('pointerup', up, { signal });
		canvas.addEventListener('pointercancel', end, { signal });
		canvas.addEventListener('click', click, { signal });
		window.addEventListener('keydown', press, { signal });
		return () => {
			listening.abort();
		};
	};
