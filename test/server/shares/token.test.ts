import fc from 'fast-check';
import { base64url, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { signToken, verifyToken } from '../../../src/lib/server/shares/gate/token.ts';
import { shareOf } from './share.ts';

const secret = new TextEncoder().encode('a secret of at least thirty-two bytes');
const share = shareOf();
const now = Date.parse('2026-12-01T00:00:00Z');
const token = await signToken(share, secret);

test('a share has one token, which says what it opens', async () => {
	expect(await signToken(share, secret)).toBe(token);
	expect(await verifyToken(token, secret, now)).toEqual({ id: share.id, chart: 'version' });
});

test('a token lasts until its share expires, and no longer', async () => {
	const end = Date.parse(share.expires);
	expect(await verifyToken(token, secret, end - 1)).toMatchObject({ id: share.id });
	expect(await verifyToken(token, secret, end)).toBe('expired');
});

test('a token in which any one character is another one is unknown', async () => {
	const alphabet = Array.from(
		'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ '
	);
	await fc.assert(
		fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...alphabet), async (at, letter) => {
			fc.pre(token[at] !== letter);
			const tampered = token.slice(0, at) + letter + token.slice(at + 1);
			expect(await verifyToken(tampered, secret, now)).toBe('unknown');
		}),
		{ numRuns: 1500 }
	);
});

test('every spelling of the last character but one is unknown', async () => {
	for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
		const spelled = token.slice(0, -1) + letter;
		if (spelled !== token) expect(await verifyToken(spelled, secret, now)).toBe('unknown');
	}
});

test('text that is no token is unknown, whatever it is', async () => {
	const part = fc.oneof(
		fc.base64String(),
		fc.string(),
		fc.jsonValue().map((value) => base64url.encode(JSON.stringify(value)))
	);
	const parts = fc.array(part, { minLength: 2, maxLength: 4 }).map((some) => some.join('.'));
	await fc.assert(
		fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), parts), async (text) => {
			expect(await verifyToken(text, secret, now)).toBe('unknown');
		})
	);
});

const sign = (claims: Record<string, unknown>, alg = 'HS256', key = secret, typ = 'JWT') =>
	new SignJWT(claims).setProtectedHeader({ alg, typ }).sign(key);
const claims = { chart: 'version', sub: share.id, exp: Date.parse(share.expires) / 1000 };
const unsigned = [{ alg: 'none', typ: 'JWT' }, claims]
	.map((part) => base64url.encode(JSON.stringify(part)))
	.join('.');
const long = new Uint8Array(64).fill(7);

test.each([
	['signed with another secret', await sign(claims, 'HS256', long)],
	['signed with another algorithm', await sign(claims, 'HS512', long)],
	['not signed', `${unsigned}.`],
	['not signed, with a signature', `${unsigned}.${token.split('.')[2] ?? ''}`],
	['of another type', await sign(claims, 'HS256', secret, 'at+jwt')],
	['without an end', await sign({ chart: 'version', sub: share.id })],
	['without a share', await sign({ chart: 'version', exp: claims.exp })],
	['with a claim more', await sign({ ...claims, scope: 'all' })],
	['for a path instead of a share', await sign({ ...claims, sub: '../../secret' })],
	['in two parts', token.split('.').slice(0, 2).join('.')],
	['twice', `${token}.${token}`],
	['of single letters', 'a.b.c'],
	['empty', '']
])('a token %s is unknown', async (_, other) => {
	expect(await verifyToken(other, secret, now)).toBe('unknown');
});
