// Bars as they are drawn here: one rectangle each. Chart.js clips to every bar that has a border, even one that nobody
// sees, which takes longer than all the rest of a chart of many periods.
import { BarElement } from 'chart.js';

/** Where a bar is, in CSS pixels; `width` is that of a column, `height` that of a bar that lies. */
type Bounds = Record<'x' | 'y' | 'base' | 'width' | 'height', number> & { horizontal: boolean };

/** A bar without round corners and borders: what `borderWidth` says of its upper side is left empty. */
export class PlainBar extends BarElement {
	static override id = 'plain-bar';

	override draw(context: CanvasRenderingContext2D): void {
		const { x, y, base, width, height, horizontal } = this as unknown as Bounds;
		const { backgroundColor, borderWidth } = this.options;
		const gap = typeof borderWidth === 'object' ? (borderWidth.top ?? 0) : 0;
		const [left, across] = horizontal
			? [Math.min(x, base), Math.abs(base - x)]
			: [x - width / 2, width];
		const [top, down] = horizontal
			? [y - height / 2, height]
			: [Math.min(y, base), Math.abs(base - y)];
		// A reading without a number has no height.
		if (!(down > gap) || backgroundColor === 'transparent') return;
		context.fillStyle = backgroundColor;
		context.fillRect(left, top + gap, across, down - gap);
	}
}
