// What a chart is drawn on, and the looks that all charts share.
import type { ChartOptions, FontSpec, TooltipOptions } from 'chart.js';
import type { Stack } from '../model/stack.ts';
import type { Mark } from '../read/mark.ts';
import { inkOf, type Scheme } from './palette.ts';

/** Everything about drawing that is not the chart itself. */
export interface Surface {
	readonly scheme: Scheme;
	readonly isAnimated: boolean;
	/** What happened when, for charts over time. */
	readonly marks?: readonly Mark[] | undefined;
	/** The same cut through as many periods just before, to compare counts with. */
	readonly previous?: Stack | undefined;
}

export const font = {
	family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
	size: 12
} satisfies Partial<FontSpec>;

/** Options of every chart: it fills its box, and moves only where motion is welcome. */
export function baseOptions(surface: Surface) {
	return {
		responsive: true,
		maintainAspectRatio: false,
		animation: surface.isAnimated ? { duration: 180 } : (false as const),
		transitions: { active: { animation: { duration: 0 } } },
		font,
		color: inkOf(surface.scheme).muted
	} satisfies ChartOptions;
}

/** A tooltip that looks like the page. */
export function tooltipLook(surface: Surface) {
	const ink = inkOf(surface.scheme);
	return {
		animation: { duration: 120 },
		backgroundColor: ink.surface,
		multiKeyBackground: ink.surface,
		borderColor: ink.muted,
		borderWidth: 1,
		titleColor: ink.text,
		bodyColor: ink.text,
		footerColor: ink.muted,
		titleFont: { ...font, weight: 600 },
		bodyFont: font,
		padding: 10,
		cornerRadius: 4,
		boxPadding: 4,
		caretSize: 0
	} satisfies Partial<TooltipOptions>;
}
