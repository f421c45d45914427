// Keeps pages in memory, the most recently asked for. Whoever may not see a page must be refused before it is asked here.
import { LRUCache } from 'lru-cache';
import { encodeBody, respondEncoded, sizeOf, tagOf, type EncodedBody } from './encoded-body.ts';
import { withHashes } from './script-hashes.ts';

type Render = () => Promise<Response>;

/** A page that was rendered; of one that is not kept, whole answers for those who waited together. */
interface Rendered {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: EncodedBody;
}

const policyHeader = 'content-security-policy';

/** Headers of the one answer that was rendered: what tells of its bytes, and what its reader alone may have. */
const ofOneAnswer = ['content-length', 'etag', 'set-cookie'];

/** Pages by all that they are made from. Readers who ask for the same one at the same time wait for one rendering. */
export class PageCache {
	readonly #pages: LRUCache<string, Rendered, Render>;
	readonly #sentWith: string;

	/**
	 * @param mostBytes size of all pages that are kept, in every encoding
	 * @param sentWith what else every page is sent with: readers of a page sent otherwise get it anew
	 */
	constructor(mostBytes: number, sentWith: string) {
		this.#sentWith = sentWith;
		this.#pages = new LRUCache({
			maxSize: mostBytes,
			sizeCalculation: ({ body }, key) => sizeOf(body) + key.length + 1,
			fetchMethod: (_key, _old, { context }) => this.#render(context),
			ignoreFetchAbort: true
		});
	}

	/**
	 * The page of that key, rendered if need be, or 304 when the reader has it. What is no success is not kept.
	 *
	 * @param key names everything that the page is made from: who is allowed to see it aside
	 */
	async answer(key: string, request: Request, render: Render): Promise<Response> {
		const page = await this.#pages.forceFetch(key, { context: render });
		const { status, headers, body } = page;
		if (status === 200) return respondEncoded(request, body, headers);
		if (this.#pages.peek(key) === page) this.#pages.delete(key);
		return new Response(body.bodies.identity, { status, headers });
	}

	async #render(render: Render): Promise<Rendered> {
		const response = await render();
		const { status, headers } = response;
		const page = { html: await response.text(), policy: headers.get(policyHeader) ?? '' };
		const { html, policy } = withHashes(page);
		for (const name of ofOneAnswer) headers.delete(name);
		if (policy) headers.set(policyHeader, policy);
		const body = await encodeBody(html, tagOf(html, policy, this.#sentWith));
		return { status, headers: Object.fromEntries(headers), body };
	}
}
