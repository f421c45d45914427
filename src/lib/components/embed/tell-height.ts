// Tells the page around an embed how tall its content would like to be.
import type { Attachment } from 'svelte/attachments';

/** What the page around hears: our own form, and the one that frames in Confluence macros speak. */
export interface ResizeMessage {
	readonly type: 'murmuration:resize';
	/** Which chart, for pages that show several. */
	readonly chart: string;
	/** Whole CSS pixels. */
	readonly height: number;
	readonly confluenceFrameHeight: number;
}

/** The message for a content of `height` CSS pixels. */
export function toResizeMessage(chart: string, height: number): ResizeMessage {
	const whole = Math.ceil(height);
	return { type: 'murmuration:resize', chart, height: whole, confluenceFrameHeight: whole };
}

/**
 * Posts the natural height of an element to the page around, at first and whenever it changes. It is the height of the
 * content, not of the frame, so it shrinks as well as grows: what fills the frame counts as tall as it is by itself.
 *
 * @param chart its name
 * @param natural height in CSS pixels of the child that is marked with `data-fills`, if any is
 */
export function tellHeight(chart: string, natural: number): Attachment<HTMLElement> {
	return (element) => {
		if (window.parent === window) return;
		let told = 0;
		const tell = () => {
			const message = toResizeMessage(chart, contentHeight(element, natural));
			if (message.height === told) return;
			told = message.height;
			window.parent.postMessage(message, '*');
		};
		const observer = new ResizeObserver(tell);
		observer.observe(element);
		for (const part of element.querySelectorAll(':scope > *, figure > *')) observer.observe(part);
		return () => {
			observer.disconnect();
		};
	};
}

/** From the top of the element to the end of its last child, with the filling part at its own height. */
function contentHeight(element: HTMLElement, natural: number): number {
	const filling = element.querySelector('[data-fills]')?.getBoundingClientRect().height;
	const last = element.lastElementChild?.getBoundingClientRect().bottom ?? 0;
	const padding = parseFloat(getComputedStyle(element).paddingBottom);
	const height = last - element.getBoundingClientRect().top + padding;
	return filling === undefined ? height : height - filling + natural;
}
