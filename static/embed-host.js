// For pages that show Murmuration's charts in frames: <script src="https://…/embed-host.js" defer></script>.
// Each frame gets the height that its chart asks for, smaller or larger, and hears when the page changes between
// light and dark (data-color-mode or data-theme at the page's root). It reads nothing else and keeps nothing.
{
	const origin = new URL(document.currentScript.src).origin;
	const root = document.documentElement;
	const largest = 5000;

	const frames = () =>
		[...document.querySelectorAll('iframe')].filter(
			({ src }) => src && new URL(src, location.href).origin === origin
		);

	const resize = ({ source, origin: from, data }) => {
		if (from !== origin && from !== 'null') return; // 'null' is a sandboxed frame
		if (typeof data !== 'object' || data === null) return;
		if (data.type !== 'murmuration:resize' || !Number.isInteger(data.height)) return;
		if (data.height < 1 || data.height > largest) return;
		const frame = frames().find(({ contentWindow }) => contentWindow === source);
		if (!frame) return;
		frame.style.height = `${data.height}px`;
		tell(frame);
	};

	const tell = (frame) => {
		const mode = root.dataset.colorMode ?? root.dataset.theme;
		if (mode) frame.contentWindow.postMessage({ confluenceColorMode: mode }, '*');
	};

	window.addEventListener('message', resize);
	new MutationObserver(() => frames().forEach(tell)).observe(root, {
		attributeFilter: ['data-color-mode', 'data-theme']
	});
}
