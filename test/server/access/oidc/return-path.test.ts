import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toReturnPath, toSignIn } from '../../../../src/lib/server/access/oidc/return-path.ts';

const here = 'https://stats.example.org';

test.each(['/', '/tables/version?granularity=month', '/versions?from=2026-W20#adoption'])(
	'leads back to %s',
	(path) => {
		expect(toReturnPath(path)).toBe(path);
		expect(new URL(toSignIn(path), here).searchParams.get('to')).toBe(path);
	}
);

test.each([
	null,
	'',
	'versions',
	'//elsewhere.example',
	'/\\elsewhere.example',
	'/\t/elsewhere.example',
	'/.//elsewhere.example',
	'https://elsewhere.example',
	'javascript:alert(1)',
	'/sign-in?to=/',
	'/sign-out',
	'/./sign-in/callback',
	`/${'x'.repeat(2000)}`
])('leads to the overview instead of %j', (path) => {
	expect(toReturnPath(path)).toBe('/');
});

test('leads to no other site, whatever is asked for', () => {
	const piece = fc.constantFrom('/', '\\', '.', ':', '@', '//', 'a', '?', '#', '\t', '\n', '%2f');
	const path = fc.oneof(
		fc.string(),
		fc.array(piece).map((pieces) => `/${pieces.join('')}`)
	);
	fc.assert(
		fc.property(path, (asked) => {
			expect(new URL(toReturnPath(asked), here).origin).toBe(here);
		}),
		{ numRuns: 2000 }
	);
});
