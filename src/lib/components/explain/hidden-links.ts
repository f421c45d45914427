// The hidden cells of a table as links: how they are asked, and how the keyboard gets from one to the next.
import type { Attachment } from 'svelte/attachments';

type Link = HTMLAnchorElement;

/**
 * Lets a plain click or the space bar on the link of a hidden cell call `onexplain` with its address; a modified
 * click opens the page behind it, as links do. The link asked last has the attribute `data-asked`.
 *
 * While a link has the focus, all of them are one stop of the tab key: left and right go to the one before and after,
 * up and down to the nearest in the rows above and below. One listener for all, as a table may hide thousands.
 */
export const hiddenLinks =
	(onexplain: (href: string) => void): Attachment<HTMLTableElement> =>
	(table) => {
		const links = () => [...table.querySelectorAll('a')];
		const ask = (event: Event, link: Link) => {
			event.preventDefault();
			for (const one of links()) one.toggleAttribute('data-asked', one === link);
			onexplain(link.href);
		};
		const click = (event: MouseEvent) => {
			const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
			const link = linkOf(event);
			if (link && isPlain) ask(event, link);
		};
		const press = (event: KeyboardEvent) => {
			const link = linkOf(event);
			if (link && event.key === ' ') ask(event, link);
			const next = link && neighbour(links(), link, event.key);
			if (!next) return;
			event.preventDefault();
			next.focus();
		};
		const enter = ({ target }: FocusEvent) => {
			for (const one of links()) one.tabIndex = one === target ? 0 : -1;
		};
		const leave = ({ relatedTarget }: FocusEvent) => {
			if (relatedTarget instanceof Node && table.contains(relatedTarget)) return;
			for (const one of links()) one.removeAttribute('tabindex');
		};
		const listening = new AbortController();
		const { signal } = listening;
		table.addEventListener('click', click, { signal });
		table.addEventListener('keydown', press, { signal });
		table.addEventListener('focusin', enter, { signal });
		table.addEventListener('focusout', leave, { signal });
		return () => {
			listening.abort();
		};
	};

function linkOf({ target }: Event): Link | undefined {
	return (target instanceof Element && target.closest('a')) || undefined;
}

function neighbour(links: readonly Link[], from: Link, key: string): Link | undefined {
	const index = links.indexOf(from);
	switch (key) {
		case 'ArrowRight':
			return links[index + 1];
		case 'ArrowLeft':
			return links[index - 1];
		case 'ArrowDown':
			return nearest(links.slice(index), from);
		case 'ArrowUp':
			return nearest(links.slice(0, index).reverse(), from);
		default:
			return undefined;
	}
}

/** Of the first row in `links` that is not the row of `from`, the link in the nearest column. */
function nearest(links: readonly Link[], from: Link): Link | undefined {
	const rowOf = (one: Link) => one.closest('tr');
	const columnOf = (one: Link) => one.closest('td')?.cellIndex ?? 0;
	const row = links.map(rowOf).find((one) => one !== rowOf(from));
	const distance = (one: Link) => Math.abs(columnOf(one) - columnOf(from));
	return links.filter((one) => rowOf(one) === row).sort((a, b) => distance(a) - distance(b))[0];
}
