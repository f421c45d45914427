import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyLimitBytes, judgePayload } from '../../src/lib/intake/judge-payload.ts';
import { previewBodies } from '../../src/lib/intake/preview-bodies.ts';
import { judgeBody } from '../../src/lib/server/receiver/judge-body.ts';
import { heartbeat, toNdjson } from '../support/heartbeats.ts';

/** Bodies that are heartbeats, nearly so, or not at all. */
const spelling = fc
	.tuple(
		fc.constantFrom<(text: string) => string>(
			(text) => text,
			(text) => ` ${text}\r\n`,
			(text) => text.replace('"os":', '"os":"darwin","os":'),
			(text) => text.replace('"os":', '"\\u006fs":"linux","os":'),
			(text) => text.replace('"docker"', '"nomad"'),
			(text) => text.replace('{', '{"__proto__":{},'),
			(text) => text.replace(/(\d),/, '$1e0,'),
			(text) => text.replace(/(\d),/, '$1e999,'),
			(text) => text.replace('}', ',}'),
			(text) => text.slice(0, -1)
		),
		fc.oneof(
			fc.string({ maxLength: 66, unit: 'binary' }),
			fc.constantFrom('a:b', 'a"b', '\0', '\ud800', '😀'.repeat(32), '\\u0000')
		)
	)
	.map(([respell, arch]) => {
		const record = heartbeat(1);
		return respell(JSON.stringify({ ...record, runtime: { ...record.runtime, arch } }));
	});

describe('judgePayload', () => {
	test('agrees with the receiver on every body', () => {
		fc.assert(
			fc.property(fc.oneof(spelling, fc.json()), (text) => {
				const verdict = judgeBody(Buffer.from(text));
				const preview = judgePayload(text);
				if ('heartbeat' in verdict) expect(preview).toEqual({ heartbeat: verdict.heartbeat });
				else expect(preview).toHaveProperty('problems');
			}),
			{ numRuns: 1000 }
		);
	});

	test('tells every problem with its field', () => {
		const { runtime, ...others } = { ...heartbeat(1), config: undefined };
		const preview = judgePayload(
			JSON.stringify({ ...others, runtime: { ...runtime, cpu_count: '8' }, 'host name': 'x' })
		);
		const problems = 'problems' in preview ? preview.problems : [];
		expect(problems.map(({ field }) => field)).toEqual([
			'runtime.cpu_count',
			'config',
			'host name'
		]);
	});

	test('names a key that is there twice', () => {
		const text = JSON.stringify(heartbeat(1)).replace('"os":', '"os":"darwin","os":');
		expect(judgePayload(text)).toEqual({
			problems: [{ field: 'runtime.os', reason: 'expected once, found again' }]
		});
	});

	test('counts bytes, not characters', () => {
		const text = JSON.stringify(heartbeat(1));
		expect(judgePayload(text.padEnd(bodyLimitBytes))).toHaveProperty('heartbeat');
		expect(judgePayload(text.padEnd(bodyLimitBytes + 1))).toHaveProperty('problems');
		expect(judgePayload(`"${'é'.repeat(2560)}"`)).toEqual({
			problems: [{ field: '', reason: '5122 bytes: a heartbeat has at most 5120' }]
		});
	});

	test.each([
		['', 1, 1],
		['{"a":1,\n "b" 2}', 2, 6],
		['{"a":1,}', 1, 8],
		['{} x', 1, 4]
	])('says where %j stops being JSON', (text, line, column) => {
		expect(judgePayload(text)).toHaveProperty(
			'problems.0.reason',
			`not JSON: expected one JSON object; see line ${line}, column ${column}`
		);
	});
});

describe('previewBodies', () => {
	const linesOf = (text: string) => previewBodies(Buffer.from(text)).map(({ line }) => line);

	test('takes a text that is JSON for one body, however it is broken into lines', () => {
		expect(linesOf(JSON.stringify(heartbeat(1), null, 2))).toEqual([1]);
		expect(linesOf('{"a":\n{"b":1}}')).toEqual([1]);
	});

	test('numbers the lines of NDJSON as an editor does', () => {
		const [one = '', two = ''] = toNdjson([heartbeat(1), heartbeat(2)]).split('\n');
		expect(linesOf(`\n${one}\r\n\n${two}`)).toEqual([2, 4]);
		expect(linesOf(`${one.slice(1)}\n${two}\n${one}`)).toEqual([1, 2, 3]);
	});

	test.each<[string, string | Buffer, string]>([
		[
			'a broken object over several lines',
			'{\n  "a": 1,\n  "b" 2\n}',
			'not JSON: expected one JSON object; see line 3, column 7'
		],
		[
			'a body over the limit',
			JSON.stringify(heartbeat(1)).padEnd(5121),
			'5121 bytes: a heartbeat has at most 5120'
		],
		['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'not UTF-8'],
		['a mark of byte order', `\ufeff${JSON.stringify(heartbeat(1))}`, 'not JSON'],
		['nesting without end', '['.repeat(5000), 'not JSON']
	])('refuses %s', (_, content, reason) => {
		const [judged, ...others] = previewBodies(Buffer.from(content));
		expect(judged).toHaveProperty('problems.0.reason', expect.stringContaining(reason));
		expect(others).toEqual([]);
	});

	test('finds no heartbeat where there is no text', () => {
		expect(linesOf('')).toEqual([]);
		expect(linesOf(' \r\n\n')).toEqual([]);
	});

	test('judges the lines of NDJSON as bodies of their own', () => {
		const records = Array.from({ length: 20 }, (_, n) => heartbeat(n));
		const judged = previewBodies(Buffer.from(toNdjson(records)));
		expect(judged).toEqual(records.map((record, n) => ({ line: n + 1, heartbeat: record })));
	});
});
