import { expect, test } from 'vitest';
import { toFacts } from '../../../src/lib/server/log/failure.ts';
import { toPlainLine } from '../../../src/lib/server/log/plain-line.ts';

test('an error is told by its class, its code and where it came from, never by its message', () => {
	const error = Object.assign(new TypeError('pat@example.org asked\n    at pat (/x:1:1)'), {
		code: 'ENOSPC'
	});
	const facts = toFacts(error);
	expect(facts).toMatchObject({ error: 'TypeError', code: 'ENOSPC' });
	expect(facts.frames?.[0]).toMatch(/^at .*test\/server\/log\/failure\.test\.ts:\d+:\d+\)?$/);
	expect(JSON.stringify(facts)).not.toContain('pat');
});

test('of an error whose message was changed no frame is told, as the old one is among them', () => {
	const stack = 'Error: pat@example.org\n    at pat (src/x.ts:1:1)';
	const error = Object.assign(new Error('another'), { stack });
	expect(toFacts(error).frames).toEqual([]);
});

test('what is no error is told by its type', () => {
	expect(toFacts('pat@example.org')).toEqual({ error: 'string' });
});

test('on a terminal a line is its text, with who warns and where a bug is', () => {
	const line = { time: '2026-11-21T00:00:00.000Z', part: 'builder', msg: 'drained 1 heartbeat' };
	expect(toPlainLine(JSON.stringify({ ...line, level: 'info', count: 1 }))).toBe(
		'drained 1 heartbeat\n'
	);
	const bug = { level: 'error', part: 'web', msg: 'a bug', error: 'TypeError', frames: ['at x'] };
	expect(toPlainLine(JSON.stringify(bug))).toBe('web: a bug (TypeError)\n    at x\n');
	const request = { route: '/(site)', method: 'GET', status: 200, ms: 7 };
	expect(
		toPlainLine(JSON.stringify({ level: 'debug', part: 'web', msg: 'request', ...request }))
	).toBe('web: request (GET /(site) 200 7 ms)\n');
});
