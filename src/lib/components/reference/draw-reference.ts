// The reference of the API, drawn by Swagger UI from the document that the API gives of itself. Its code is a file of
// this site, fetched by this page alone.
import bundle from 'swagger-ui-dist/swagger-ui-bundle.js?url';
import type { Attachment } from 'svelte/attachments';

/** The part of Swagger UI that is used; its file has no types and puts this into the global scope. */
type SwaggerUi = (options: {
	readonly domNode: Element;
	readonly url: string;
	readonly validatorUrl: null;
	readonly supportedSubmitMethods: readonly string[];
	readonly docExpansion: 'list';
	readonly defaultModelsExpandDepth: number;
}) => unknown;

/** The class by which Swagger UI knows that it is dark. */
const darkClass = 'dark-mode';

/** Draws the document at `url` into an element; requests can be tried, except those that send something. */
export function drawReference(url: string, onFailure: () => void): Attachment<HTMLElement> {
	return (element) => {
		const draw = async () => {
			const swaggerUi = await loadSwaggerUi();
			swaggerUi({
				domNode: element,
				url,
				validatorUrl: null,
				supportedSubmitMethods: ['get'],
				docExpansion: 'list',
				defaultModelsExpandDepth: 0
			});
		};
		draw().catch(onFailure);
		return followTheme(document.documentElement);
	};
}

function loadSwaggerUi(): Promise<SwaggerUi> {
	const loaded = globalThis as { SwaggerUIBundle?: SwaggerUi };
	return new Promise((resolve, reject) => {
		const script = document.createElement('script');
		script.src = bundle;
		script.onload = () => {
			if (loaded.SwaggerUIBundle) resolve(loaded.SwaggerUIBundle);
			else reject(new Error(bundle));
		};
		script.onerror = reject;
		document.head.append(script);
	});
}

/** Keeps Swagger UI as light or dark as the rest of the page; returns what ends it. */
function followTheme(root: HTMLElement): () => void {
	const system = matchMedia('(prefers-color-scheme: dark)');
	const apply = () => {
		const { theme } = root.dataset;
		const isDark = theme === 'dark' || (theme !== 'light' && system.matches);
		root.classList.toggle(darkClass, isDark);
	};
	const observer = new MutationObserver(apply);
	observer.observe(root, { attributeFilter: ['data-theme'] });
	system.addEventListener('change', apply);
	apply();
	return () => {
		observer.disconnect();
		system.removeEventListener('change', apply);
		root.classList.remove(darkClass);
	};
}
