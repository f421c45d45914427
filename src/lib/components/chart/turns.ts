// What is out of sight may wait: one piece of work at a time, so that clicks and paints come in between.

const waiting: (() => void)[] = [];

/** Whether any of it is on the screen. */
export function isInSight(element: Element): boolean {
	const { top, bottom } = element.getBoundingClientRect();
	return bottom > 0 && top < innerHeight;
}

/** Does `work` after what already waits; the function it returns takes it back. */
export function inTurn(work: () => void): () => void {
	if (waiting.push(work) === 1) setTimeout(next);
	return () => {
		const place = waiting.indexOf(work);
		if (place >= 0) waiting[place] = () => undefined;
	};
}

function next(): void {
	try {
		waiting[0]?.();
	} finally {
		waiting.shift();
		if (waiting.length > 0) setTimeout(next);
	}
}
