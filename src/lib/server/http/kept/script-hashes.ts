// A page whose inline scripts are allowed by their digests. A nonce holds for one answer only, so a page that is kept
// for many can have none; digests allow the very same scripts and nothing else (Content Security Policy Level 3, 8.5).
import { createHash } from 'node:crypto';

/** A page and the content security policy with which it has to be sent. */
export interface PolicedPage {
	readonly html: string;
	readonly policy: string;
}

/**
 * The same page without a nonce; its policy names the digest of each inline script that had it.
 *
 * @throws when the nonce is needed by anything else than a script, which would be refused then
 */
export function withHashes({ html, policy }: PolicedPage): PolicedPage {
	const nonce = /'nonce-([\w+/=-]+)'/.exec(policy)?.[1];
	if (nonce === undefined) return { html, policy };
	const digests = new Set<string>();
	const written = html
		.split(`<script nonce="${nonce}">`)
		.map((part, index) => {
			if (index === 0) return part;
			digests.add(digestOf(part.slice(0, part.indexOf('</script>'))));
			return part;
		})
		.join('<script>');
	if (written.includes(nonce)) throw new Error('a page has a nonce outside of its scripts');
	return { html: written, policy: policy.replaceAll(`'nonce-${nonce}'`, [...digests].join(' ')) };
}

function digestOf(script: string): string {
	return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}
