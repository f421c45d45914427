// A choice changes every card of a page. The first one in sight changes at once; the others come after it, one at a
// time, so that clicks and paints come in between.

const waiting: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let isFirst = true;

/** Shows what changed in `element`: now, or in its turn; what it returns takes that back. */
export function inTurn(element: Element, show: () => void): (() => void) | undefined {
	const { top, bottom } = element.getBoundingClientRect();
	const isInSight = bottom > 0 && top < innerHeight;
	if (isInSight && isFirst) {
		isFirst = false;
		queueMicrotask(() => (isFirst = true));
		show();
		return undefined;
	}
	if (isInSight) waiting.unshift(show);
	else waiting.push(show);
	timer ??= setTimeout(next);
	return () => {
		const place = waiting.indexOf(show);
		if (place >= 0) waiting.splice(place, 1);
	};
}

function next(): void {
	const show = waiting.shift();
	timer = waiting.length > 0 ? setTimeout(next) : undefined;
	show?.();
}
