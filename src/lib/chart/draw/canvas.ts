// The browser's side of drawing, and what the reader's system prefers.
import type { ChartConfiguration } from 'chart.js';
import type { Attachment } from 'svelte/attachments';
import { Chart } from './chart-parts.ts';
import type { Surface } from './surface.ts';

/**
 * Draws on a `<canvas>`, and again when the reader changes between light, dark and print. Svelte runs the attachment
 * anew when what it is called with changes.
 *
 * @param configure makes the configuration for a surface
 */
export function draw(
	configure: (surface: Surface) => ChartConfiguration
): Attachment<HTMLCanvasElement> {
	return (canvas) => {
		const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
		let chart = new Chart(canvas, configure({ scheme: currentScheme(), isAnimated: !still }));
		const stop = onSchemeChange(() => {
			chart.destroy();
			chart = new Chart(canvas, configure({ scheme: currentScheme(), isAnimated: false }));
		});
		return () => {
			stop();
			chart.destroy();
		};
	};
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
