import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exampleHeartbeat } from '../../src/lib/components/collect/example-heartbeat.ts';
import { judgeText } from '../../src/lib/intake/judge-text.ts';
import {
	isSwitchedOff,
	sendHeartbeat,
	startHeartbeats,
	type HeartbeatOptions
} from '../../src/lib/sender/send-heartbeat.ts';

type Answer = (response: ServerResponse) => unknown;

const store: Answer = (response) => response.writeHead(204).end();
const busy =
	(retryAfter?: string, status = 503): Answer =>
	(response) =>
		response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();

let server: Server;
let bodies: string[];
let types: (string | undefined)[];
let answers: Answer[];
let options: HeartbeatOptions;

beforeEach(async () => {
	bodies = [];
	types = [];
	answers = [];
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			bodies.push(body);
			types.push(request.headers['content-type']);
			(answers.shift() ?? store)(response);
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { kodus, runtime, usage_7d, config } = exampleHeartbeat;
	options = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/heartbeat`,
		instanceId: exampleHeartbeat.instance_id,
		optOutVariable: 'EXAMPLE_TELEMETRY_OFF',
		measure: vi.fn(() => ({ kodus, runtime, usage_7d, config }))
	};
	for (const name of ['CI', 'DO_NOT_TRACK', 'EXAMPLE_TELEMETRY_OFF']) vi.stubEnv(name, '');
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllEnvs();
	server.closeAllConnections();
	server.close();
});

describe('sendHeartbeat', () => {
	test('sends what the receiver accepts', async () => {
		expect(await sendHeartbeat(options)).toBe('sent');
		expect(bodies).toHaveLength(1);
		expect(types).toEqual(['application/json']);
		expect(judgeText(bodies[0] ?? '')).toHaveProperty('heartbeat.kodus', exampleHeartbeat.kodus);
	});

	test('asks a busy receiver once more, with the same heartbeat', async () => {
		answers = [busy('0')];
		expect(await sendHeartbeat(options)).toBe('sent');
		expect(bodies).toHaveLength(2);
		expect(bodies[1]).toBe(bodies[0]);
		answers = [busy('0', 429), busy('0', 429), store];
		expect(await sendHeartbeat(options)).toBe('not sent');
		expect(bodies).toHaveLength(4);
	});

	test('waits as long as the receiver says', async () => {
		const events: string[] = [];
		server.on('request', () => events.push('asked'));
		server.once('request', () => setTimeout(() => events.push('half a second later'), 500));
		answers = [busy('1')];
		expect(await sendHeartbeat(options)).toBe('sent');
		expect(events).toEqual(['asked', 'half a second later', 'asked']);
	});

	test.each([
		['says nothing about later', busy()],
		['wants hours', busy('7200')],
		['names a date', busy('Mon, 09 Nov 2026 03:17:00 GMT')],
		['names a time that has passed', busy('-1')],
		['refuses it', busy('0', 400)],
		['breaks off', (response: ServerResponse) => response.destroy()],
		[
			'points elsewhere',
			(response: ServerResponse) =>
				response.writeHead(307, { location: '/elsewhere', 'retry-after': '0' }).end()
		]
	])('leaves it for the next day when the receiver %s', async (_, answer) => {
		answers = [answer];
		expect(await sendHeartbeat(options)).toBe('not sent');
		expect(bodies).toHaveLength(1);
	});

	test('gives up on a receiver that never answers', async () => {
		const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
			const controller = new AbortController();
			server.once('request', () => {
				controller.abort();
			});
			return controller.signal;
		});
		answers = [() => undefined];
		expect(await sendHeartbeat(options)).toBe('not sent');
		expect(timeout).toHaveBeenCalledWith(10_000);
		timeout.mockRestore();
	});

	test('never throws into the program that sends', async () => {
		const broken: Partial<HeartbeatOptions>[] = [
			{ url: 'not an address' },
			{ url: 'http://127.0.0.1:1/' },
			{ measure: () => Promise.reject(new Error('no database')) },
			{ measure: () => ({ count: 1n }) },
			{
				measure: () => {
					throw new Error('no database');
				}
			}
		];
		for (const change of broken) {
			expect(await sendHeartbeat({ ...options, ...change })).toBe('not sent');
		}
		expect(bodies).toEqual([]);
	});

	test.each([
		['EXAMPLE_TELEMETRY_OFF', '1'],
		['DO_NOT_TRACK', 'true'],
		['CI', 'true']
	])('looks nothing up and sends nothing when %s is %s', async (name, value) => {
		vi.stubEnv(name, value);
		expect(await sendHeartbeat(options)).toBe('switched off');
		expect(options.measure).not.toHaveBeenCalled();
		expect(bodies).toEqual([]);
	});
});

describe('isSwitchedOff', () => {
	const spelling = fc
		.tuple(
			fc.constantFrom('1', 'true', 'yes', 'on'),
			fc.infiniteStream(fc.boolean()),
			fc.stringMatching(/^[ \t]{0,3}$/),
			fc.stringMatching(/^[ \t]{0,3}$/)
		)
		.map(([word, upper, before, after]) => {
			const spelt = word.replace(/[a-z]/g, (one) => (upper.next().value ? one.toUpperCase() : one));
			return `${before}${spelt}${after}`;
		});

	test('understands every spelling of yes, in either variable', () => {
		fc.assert(
			fc.property(
				spelling,
				fc.constantFrom('EXAMPLE_TELEMETRY_OFF', 'DO_NOT_TRACK'),
				(value, name) => {
					vi.stubEnv(name, value);
					expect(isSwitchedOff('EXAMPLE_TELEMETRY_OFF')).toBe(true);
					vi.stubEnv(name, '');
					expect(isSwitchedOff('EXAMPLE_TELEMETRY_OFF')).toBe(false);
				}
			)
		);
	});

	test.each(['', ' ', '0', 'false', 'no', 'off'])('%j does not switch it off', (value) => {
		vi.stubEnv('EXAMPLE_TELEMETRY_OFF', value);
		vi.stubEnv('DO_NOT_TRACK', value);
		expect(isSwitchedOff('EXAMPLE_TELEMETRY_OFF')).toBe(false);
	});

	test.each([
		['true', true],
		['woodpecker', true],
		['false', false],
		['0', false]
	])('CI=%s makes it %s', (value, expected) => {
		vi.stubEnv('CI', value);
		expect(isSwitchedOff('EXAMPLE_TELEMETRY_OFF')).toBe(expected);
	});
});

describe('startHeartbeats', () => {
	const dayMs = 86_400_000;

	/** Milliseconds since 1970 at which `days` of an instance send, on a clock of the test's own. */
	async function sendTimes(instanceId: string, start: number, days: number): Promise<number[]> {
		vi.useFakeTimers({ now: start, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
		const times: number[] = [];
		const measure = () => {
			times.push(Date.now());
			throw new Error('enough');
		};
		const stop = startHeartbeats({ ...options, instanceId, measure });
		await vi.advanceTimersByTimeAsync(days * dayMs);
		stop();
		await vi.advanceTimersByTimeAsync(2 * dayMs);
		vi.useRealTimers();
		return times;
	}

	test('sends once a day at the same second, and never before its time', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uuid(),
				fc.integer({ min: 1.7e12, max: 1.9e12 }),
				async (instanceId, start) => {
					const times = await sendTimes(instanceId, start, 5);
					expect(times).toHaveLength(5);
					const [first = 0] = times;
					expect(first).toBeGreaterThan(start);
					expect(first % 1000).toBe(0);
					expect(times).toEqual(times.map((_, day) => first + day * dayMs));
					expect(await sendTimes(instanceId, start + dayMs, 1)).toEqual([times[1]]);
				}
			),
			{ numRuns: 50 }
		);
	});

	test('a fleet spreads over the whole day', async () => {
		const hours = new Map<number, number>();
		const fleet = 2400;
		for (let n = 0; n < fleet; n += 1) {
			const id = `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
			const [time = 0] = await sendTimes(id, 1.8e12, 1);
			const hour = Math.floor((time % dayMs) / 3_600_000);
			hours.set(hour, (hours.get(hour) ?? 0) + 1);
		}
		expect(hours.size).toBe(24);
		for (const count of hours.values()) expect(count).toBeLessThan((2 * fleet) / 24);
	});

	test('sends once though its timer comes early by the clock', async () => {
		const start = Date.parse('2026-11-09T00:00:00.000Z');
		vi.useFakeTimers({ now: start, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
		const measure = vi.fn(() => Promise.reject(new Error('enough')));
		const stop = startHeartbeats({ ...options, measure });
		vi.setSystemTime(start - 20);
		await vi.advanceTimersByTimeAsync(dayMs);
		expect(measure).toHaveBeenCalledTimes(1);
		stop();
	});

	test('does not keep a program alive, nor throw at one without an id', () => {
		const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout');
		const before = timers();
		const stop = startHeartbeats({ ...options, instanceId: undefined as unknown as string });
		expect(timers()).toEqual(before);
		stop();
	});
});
