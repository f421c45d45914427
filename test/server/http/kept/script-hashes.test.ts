import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withHashes } from '../../../../src/lib/server/http/kept/script-hashes.ts';

const nonce = 'zxtB8bnifH8kUAOmnBpxRQ==';
const policy = `default-src 'self'; script-src 'self' 'nonce-${nonce}'; base-uri 'none'`;
const page = (...scripts: string[]) =>
	scripts.map((one) => `<p><script nonce="${nonce}">${one}</script></p>`).join('\n');
const digest = (script: string) =>
	`'sha256-${createHash('sha256').update(script).digest('base64')}'`;

test('inline scripts are allowed by their digests, and by nothing else', () => {
	const scripts = ['one("</p>")', '\n\tconst ü = 2;\n'];
	const made = withHashes({ html: page(...scripts), policy });
	expect(made.html).toBe(page(...scripts).replaceAll(` nonce="${nonce}"`, ''));
	const digests = scripts.map(digest).join(' ');
	expect(made.policy).toBe(`default-src 'self'; script-src 'self' ${digests}; base-uri 'none'`);
});

test('a script without the nonce is not allowed', () => {
	const planted = '<script>steal()</script><script nonce="guess">steal()</script>';
	const made = withHashes({ html: planted + page('own()'), policy });
	expect(made.html).toContain(planted);
	expect(made.policy).toContain(digest('own()'));
	expect(made.policy).not.toContain(digest('steal()'));
});

test('the same page rendered with two nonces is one page', () => {
	const other = 'AAAAAAAAAAAAAAAAAAAAAA==';
	const again = [page('same()'), policy].map((text) => text.replaceAll(nonce, other));
	const [html = '', otherPolicy = ''] = again;
	expect(withHashes({ html, policy: otherPolicy })).toEqual(
		withHashes({ html: page('same()'), policy })
	);
});

test('a page without a nonce stays as it is', () => {
	const plain = { html: '<p>None</p>', policy: "default-src 'none'" };
	expect(withHashes(plain)).toEqual(plain);
});

test('a nonce that anything but a script needs is a bug', () => {
	const html = `<style nonce="${nonce}"></style>`;
	expect(() => withHashes({ html, policy })).toThrow('outside');
});
