import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EndedSessions } from '../../../../src/lib/server/access/oidc/ended-sessions.ts';
import { Sessions } from '../../../../src/lib/server/access/oidc/session.ts';
import type { OidcAccess } from '../../../../src/lib/server/access/settings.ts';

const minute = 60_000;
const now = Date.UTC(2026, 10, 21, 12);
const access: OidcAccess = {
	mode: 'oidc',
	issuer: new URL('https://sign-in.example.org'),
	clientId: 'murmuration',
	clientSecret: 'between us',
	scopes: 'openid',
	groupsClaim: 'groups',
	nameClaim: 'name',
	origin: 'https://stats.example.org',
	groups: { viewer: ['staff'], sharer: ['docs'], steward: [] },
	longestMs: 120 * minute,
	idleMs: 30 * minute
};
const secret = new Uint8Array(32).fill(7);
const ada = { id: 'ada', name: 'Ada', groups: ['staff', 'docs', 'chess'] };
const folder = mkdtempSync(join(tmpdir(), 'murmuration-sessions-'));
const endedFile = join(folder, 'sign-in', 'ended.ndjson');
const ended = await EndedSessions.read(endedFile, now);
const sessions = new Sessions(access, secret, ended);

afterAll(() => {
	rmSync(folder, { recursive: true });
});

describe('a session', () => {
	test('says who it is, with the groups that mean something and no other', async () => {
		const { text } = await sessions.begin(ada, now);
		const session = await sessions.open(text, now);
		expect(session).toMatchObject({ subject: 'ada', groups: ['staff', 'docs'] });
		expect(session && sessions.visitorOf(session)).toEqual({
			id: 'ada',
			name: 'Ada',
			role: 'sharer'
		});
	});

	test('is sealed: no part of the cookie can be read', async () => {
		const { text } = await sessions.begin(ada, now);
		const parts = text.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
		expect(parts[0]).toContain('"enc"');
		for (const part of parts) expect(part).not.toMatch(/staff|subject/);
	});

	test('takes its role from the groups of today', async () => {
		const { text } = await sessions.begin(ada, now);
		const stricter = new Sessions(
			{ ...access, groups: { ...access.groups, sharer: [] } },
			secret,
			ended
		);
		const session = await stricter.open(text, now);
		expect(session && stricter.visitorOf(session).role).toBe('viewer');
	});

	test('ends when nothing was asked for so long, and in any case after its time', async () => {
		let { text, until } = await sessions.begin(ada, now);
		expect(until).toBe(now + 30 * minute);
		expect(await sessions.open(text, now + 30 * minute - 1)).toBeDefined();
		expect(await sessions.open(text, now + 30 * minute)).toBeUndefined();
		for (let at = now + 20 * minute; at < now + 120 * minute; at += 20 * minute) {
			const session = await sessions.open(text, at);
			const renewed = session && (await sessions.renew(session, at));
			expect(renewed, String(at - now)).toBeDefined();
			({ text, until } = renewed ?? { text: '', until: 0 });
		}
		expect(until).toBe(now + 120 * minute);
		expect(await sessions.open(text, now + 120 * minute)).toBeUndefined();
	});

	test('is not written anew with every request', async () => {
		const { text } = await sessions.begin(ada, now);
		const session = await sessions.open(text, now);
		expect(session && (await sessions.renew(session, now + 59_000))).toBeUndefined();
	});

	test('is over once it is ended, renewed or not', async () => {
		const { text } = await sessions.begin(ada, now);
		const session = await sessions.open(text, now);
		if (!session) throw new Error('no session');
		const renewed = await sessions.renew(session, now + 2 * minute);
		await sessions.end(session);
		expect(await sessions.open(text, now)).toBeUndefined();
		expect(await sessions.open(renewed?.text ?? '', now + 2 * minute)).toBeUndefined();
	});

	test('is over for a process that starts later, until it would be over anyway', async () => {
		const { text } = await sessions.begin(ada, now);
		const session = await sessions.open(text, now);
		if (!session) throw new Error('no session');
		await sessions.end(session);
		appendFileSync(endedFile, '{"id":"cut o');
		const later = await EndedSessions.read(endedFile, now + minute);
		expect(await new Sessions(access, secret, later).open(text, now + minute)).toBeUndefined();
		expect(readFileSync(endedFile, 'utf8')).toMatch(/^({"id":"[^"]+","until":\d+}\n)+$/);
		await EndedSessions.read(endedFile, now + 121 * minute);
		expect(readFileSync(endedFile, 'utf8')).toBe('');
	});

	test('has an id that no other has', async () => {
		const ids = await Promise.all(
			[1, 2, 3].map(
				async () => (await sessions.open((await sessions.begin(ada, now)).text, now))?.id
			)
		);
		expect(new Set(ids).size).toBe(3);
	});

	test('opens with its own secret, whole and unchanged', async () => {
		const { text } = await sessions.begin(ada, now);
		const other = new Sessions(access, new Uint8Array(32).fill(8), ended);
		expect(await other.open(text, now)).toBeUndefined();
		for (let at = 0; at < text.length; at += 7) {
			const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
			expect(await sessions.open(changed, now), String(at)).toBeUndefined();
		}
		for (const wrong of ['', '.', 'a.b.c.d.e', text.slice(1), `${text}.`, '....', 'é']) {
			expect(await sessions.open(wrong, now), wrong).toBeUndefined();
		}
	});
});
