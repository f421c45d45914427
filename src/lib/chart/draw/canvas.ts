// The browser's side of drawing, and what the reader's system prefers.
import type { ChartConfiguration } from 'chart.js';
import type { Attachment } from 'svelte/attachments';
import { Chart } from './chart-parts.ts';
import { DrawnChart } from './drawn-chart.ts';
import { focusLayer, type Focus } from './layers/focus.ts';
import type { Surface } from './surface.ts';

/**
 * Draws on a `<canvas>`, and again when the reader changes between light, dark and print. Svelte runs the attachment
 * anew when what it is called with changes.
 *
 * @param configure makes the configuration for a surface
 * @param ondraw called with each new drawing; the one before is gone by then
 */
export function draw(
	configure: (surface: Surface) => ChartConfiguration,
	ondraw: (drawn: DrawnChart) => void
): Attachment<HTMLCanvasElement> {
	return (canvas) => {
		const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
		let chart = create(canvas, configure, !still, ondraw);
		const stop = onSchemeChange(() => {
			chart.destroy();
			chart = create(canvas, configure, false, ondraw);
		});
		return () => {
			stop();
			chart.destroy();
		};
	};
}

function create(
	canvas: HTMLCanvasElement,
	configure: (surface: Surface) => ChartConfiguration,
	isAnimated: boolean,
	ondraw: (drawn: DrawnChart) => void
): Chart {
	const scheme = currentScheme();
	const focus: Focus = { place: undefined, span: undefined, highlighted: undefined };
	const { plugins = [], ...config } = configure({ scheme, isAnimated });
	const chart = new Chart(canvas, { ...config, plugins: [...plugins, focusLayer(focus, scheme)] });
	ondraw(new DrawnChart(chart, focus));
	return chart;
}

/** Paper is light; then the reader's choice for this site counts, then the system's. */
function currentScheme(): Surface['scheme'] {
	if (matchMedia('print').matches) return 'light';
	const chosen = document.documentElement.dataset['theme'];
	if (chosen === 'light' || chosen === 'dark') return chosen;
	return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function onSchemeChange(callback: () => void): () => void {
	const abort = new AbortController();
	for (const query of ['print', '(prefers-color-scheme: dark)']) {
		matchMedia(query).addEventListener('change', callback, { signal: abort.signal });
	}
	const observer = new MutationObserver(callback);
	observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
	return () => {
		abort.abort();
		observer.disconnect();
	};
}
