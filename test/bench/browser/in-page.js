// Runs in the measured page, before anything else of it.
// `seen` holds the largest paint, the layout shift, and when the last canvas got its first marks.
globalThis.seen = { paint: 0, drawn: 0, shift: 0 };

function observe(type, note) {
	new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
		type,
		buffered: true
	});
}

observe('largest-contentful-paint', ({ startTime }) => (globalThis.seen.paint = startTime));
observe('layout-shift', ({ value }) => (globalThis.seen.shift += value));

const drawn = new WeakSet();
let isLooking = true;

function look() {
	if (!isLooking) return;
	for (const canvas of document.querySelectorAll('canvas')) {
		if (drawn.has(canvas) || canvas.width < 10) continue;
		const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
		if (!data.some((byte) => byte !== 0)) continue;
		drawn.add(canvas);
		globalThis.seen.drawn = performance.now();
	}
	requestAnimationFrame(look);
}

requestAnimationFrame(look);

/** Milliseconds from a click on a link of choices until it is the current one and that is painted. Reads no canvas. */
globalThis.timeClick = (link) =>
	new Promise((resolve) => {
		isLooking = false;
		const start = performance.now();
		const check = () => {
			// Here the frame is about to be painted; a task comes after that.
			if (link.getAttribute('aria-current') === 'true')
				setTimeout(() => resolve(performance.now() - start));
			else requestAnimationFrame(check);
		};
		link.click();
		requestAnimationFrame(check);
	});
