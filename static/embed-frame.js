// Runs in an embed before anything else. An embed keeps nothing: whoever asks for storage is refused, as in a browser
// that blocks it. Where its address leaves the theme open, the page around it may say which one it has.
{
	const refuse = {
		get() {
			throw new DOMException('An embed keeps nothing.', 'SecurityError');
		}
	};
	for (const name of ['localStorage', 'sessionStorage']) {
		Object.defineProperty(window, name, refuse);
	}

	const root = document.documentElement;
	const modes = ['light', 'dark', 'auto'];

	/** Of a message, only one of three words is ever used; `{ confluenceColorMode: 'dark' }` is how wikis say it. */
	const follow = ({ source, data }) => {
		if (source !== window.parent || typeof data !== 'object' || data === null) return;
		const mode = modes.find((one) => one === data.confluenceColorMode);
		if (mode) root.dataset.theme = mode;
	};
	if (window.parent !== window && root.dataset.theme === 'auto') {
		window.addEventListener('message', follow);
	}
}
