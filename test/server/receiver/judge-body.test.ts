import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyLimitBytes } from '../../../src/lib/intake/judge-payload.ts';
import { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { judgeBody } from '../../../src/lib/server/receiver/judge-body.ts';
import { heartbeat } from '../../support/heartbeats.ts';

const text = JSON.stringify(heartbeat(1));

function judge(body: string) {
	return judgeBody(Buffer.from(body));
}

describe('a body', () => {
	test('is a heartbeat whatever the order, spaces and escapes', () => {
		const { kodus, ...rest } = heartbeat(1);
		const other = JSON.stringify({ ...rest, kodus }, null, '\t').replace('"os"', '"\\u006fs"');
		expect(judge(other)).toEqual({ heartbeat: heartbeat(1) });
	});

	test('keeps texts with colons, quotes and any letters', () => {
		const record = structuredClone(heartbeat(1));
		record.runtime.db_version = 'a:b "c" \\ é 😀 {"os":1}';
		expect(judge(JSON.stringify(record))).toEqual({ heartbeat: record });
	});

	test.each([
		['"os":"linux"', '"os":"darwin","os":"linux"', 'runtime.os'],
		['"os":"linux"', '"\\u006fs":"darwin","os":"linux"', 'runtime.os'],
		['{"schema', '{"config":{},"schema', 'config'],
		['"arch":"x64"', '"arch":"x\\u003a4","arch":"x64"', 'runtime.arch']
	])('with %s as %s names the key that is there twice', (one, two, field) => {
		expect(judge(text.replace(one, two))).toMatchObject({
			refused: 'refused_json',
			problems: [{ field }]
		});
	});

	test.each(['\\u0000', '\\ud800', '\\udc00a'])('with %s in a text names the field', (escape) => {
		expect(judge(text.replace('x64', escape))).toMatchObject({
			refused: 'refused_schema',
			problems: [{ field: 'runtime.arch' }]
		});
	});

	test.each([
		['__proto__', 'runtime.__proto__'],
		['constructor', 'runtime.constructor'],
		['00000000-0000-4000-8000-000000000001', 'runtime.?'],
		['0188f5c55b8f4f4592d4b20c25df0b5a', 'runtime.?'],
		['the name of my company', 'runtime.?'],
		['x'.repeat(300), 'runtime.?']
	])('with the unknown field %s shows %s', (name, field) => {
		expect(judge(text.replace('"os"', `"${name}":1,"os"`))).toMatchObject({
			refused: 'refused_schema',
			problems: [{ field }]
		});
	});

	test('names no more than ten problems', () => {
		const unknown = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`x${n}`, n]));
		const verdict = judge(JSON.stringify({ ...heartbeat(1), ...unknown }));
		expect('problems' in verdict && verdict.problems).toHaveLength(10);
	});

	test('nested too deep is refused like any other value', () => {
		const deep = '['.repeat(2400) + ']'.repeat(2400);
		expect(judge(text.replace('"linux"', deep))).toMatchObject({
			problems: [{ field: 'runtime.os' }]
		});
		expect(judge(text.replace('"os"', `"os":${deep},"os"`))).toMatchObject({
			problems: [{ field: 'runtime.os' }]
		});
	});
});

test('every repeated key is found, wherever and however often colons occur', () => {
	const repeated = fc.record({
		arch: fc.string({ unit: 'grapheme', maxLength: 10 }).map((one) => `${one}:"\\`),
		key: fc.constantFrom('os', 'arch', 'cpu_count'),
		value: fc.jsonValue()
	});
	fc.assert(
		fc.property(repeated, ({ arch, key, value }) => {
			const record = structuredClone(heartbeat(1));
			record.runtime.arch = arch;
			const once = JSON.stringify(record);
			expect(judge(once)).toHaveProperty('heartbeat');
			const twice = once.replace(
				'"runtime":{',
				() => `"runtime":{"${key}":${JSON.stringify(value)},`
			);
			expect(judge(twice)).toMatchObject({ problems: [{ field: `runtime.${key}` }] });
		})
	);
});

test('the longest heartbeat, spelled anew, is still short enough to load', () => {
	const record = structuredClone(heartbeat(1));
	const longest = '\u0001'.repeat(64);
	Object.assign(record.kodus, {
		version: longest,
		deployment: 'docker-compose',
		uptime_hours: 2 ** 53 - 1
	});
	Object.assign(record.runtime, {
		node_version: longest,
		arch: longest,
		db_type: longest,
		db_version: longest.repeat(4)
	});
	for (const key of Object.keys(record.usage_7d))
		Object.assign(record.usage_7d, { [key]: 2 ** 53 - 1 });
	record.runtime.cpu_count = 2 ** 53 - 1;
	record.config.agent_review_repos_pct = 1.1754943508222875e-38;
	record.config.integrations = [...Heartbeat.shape.config.shape.integrations.element.options];
	record.sent_at = '2026-11-21T10:29:32.123456Z';
	expect(judge(JSON.stringify(record))).toEqual({ heartbeat: record });
	expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThanOrEqual(bodyLimitBytes);
});
