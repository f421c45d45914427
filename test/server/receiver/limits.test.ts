import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
	fullMinutesPerDay,
	Limits,
	type Admission,
	type LimitOptions,
	type Source
} from '../../../src/lib/server/receiver/limits.ts';
import { instanceId } from '../../support/heartbeats.ts';

const evening = Date.parse('2026-11-21T23:50:00Z');
const minuteMs = 60_000;

beforeEach(() => {
	vi.useFakeTimers({ now: evening });
});
afterEach(() => {
	vi.useRealTimers();
});

function limitsWith(options: Partial<LimitOptions>): Limits {
	return new Limits({ requestsPerMinute: 600, instancesPerDay: 20, ...options });
}

function sourceOf(admission: Admission): Source {
	if ('source' in admission) return admission.source;
	throw new Error('refused');
}

async function admitTimes(limits: Limits, address: string, times: number): Promise<number> {
	let admitted = 0;
	for (let n = 0; n < times; n += 1) admitted += Number('source' in (await limits.admit(address)));
	return admitted;
}

describe('requests of a source', () => {
	test('are limited per minute, and the refusal says when to come back', async () => {
		const limits = limitsWith({ requestsPerMinute: 3 });
		expect(await admitTimes(limits, '198.51.100.1', 5)).toBe(3);
		expect(await limits.admit('198.51.100.1')).toEqual({ retryAfterSeconds: 60 });
		expect(await admitTimes(limits, '198.51.100.2', 3)).toBe(3);
		vi.advanceTimersByTime(minuteMs);
		expect(await admitTimes(limits, '198.51.100.1', 5)).toBe(3);
	});

	test('are limited per day', async () => {
		vi.setSystemTime(evening - 12 * 3_600_000);
		const limits = limitsWith({ requestsPerMinute: 2 });
		let admitted = 0;
		for (let minute = 0; minute < fullMinutesPerDay + 5; minute += 1) {
			admitted += await admitTimes(limits, '198.51.100.1', 2);
			vi.advanceTimersByTime(minuteMs);
		}
		expect(admitted).toBe(2 * fullMinutesPerDay);
		const untilMidnight = 12 * 3600 + 600 - (fullMinutesPerDay + 5) * 60;
		expect(await limits.admit('198.51.100.1')).toEqual({ retryAfterSeconds: untilMidnight });
	});

	test('of one IPv6 network count together', async () => {
		const limits = limitsWith({ requestsPerMinute: 1 });
		expect(await admitTimes(limits, '2001:db8::1', 1)).toBe(1);
		expect(await admitTimes(limits, '2001:db8::2', 1)).toBe(0);
	});
});

describe('instances of a source', () => {
	test('are over its limit from the first one too many, and known ones stay within', async () => {
		const limits = limitsWith({ instancesPerDay: 3 });
		const source = sourceOf(await limits.admit('198.51.100.1'));
		const over = [1, 2, 3, 4, 5, 1, 3, 4].map((n) => limits.isOver(source, instanceId(n)));
		expect(over).toEqual([false, false, false, true, true, false, false, true]);
	});

	test('are the same instance however its id is written', async () => {
		const limits = limitsWith({ instancesPerDay: 1 });
		const source = sourceOf(await limits.admit('198.51.100.1'));
		const id = 'abcdef00-0000-4000-8000-000000000001';
		expect(limits.isOver(source, id)).toBe(false);
		expect(limits.isOver(source, id.toUpperCase())).toBe(false);
	});
});

describe('what is remembered', () => {
	test('vanishes at UTC midnight, even if nobody asks', async () => {
		const limits = limitsWith({ requestsPerMinute: 1, instancesPerDay: 1 });
		const source = sourceOf(await limits.admit('198.51.100.1'));
		limits.isOver(source, instanceId(1));
		expect(limits.known).toBe(1);
		vi.advanceTimersByTime(10 * minuteMs);
		expect(limits.known).toBe(0);
		const next = sourceOf(await limits.admit('198.51.100.1'));
		expect(next.instances.size).toBe(0);
		expect(limits.forgotten).toBe(0);
	});

	test('is bounded: the oldest source is forgotten, and that is counted', async () => {
		const limits = limitsWith({ requestsPerMinute: 1, sources: 2 });
		for (const n of [1, 2, 3]) await limits.admit(`198.51.100.${n}`);
		expect([limits.known, limits.forgotten]).toEqual([2, 1]);
		expect(await admitTimes(limits, '198.51.100.3', 1)).toBe(0);
		expect(await admitTimes(limits, '198.51.100.1', 1)).toBe(1);
		expect([limits.known, limits.forgotten]).toEqual([2, 2]);
	});

	test('is bounded for one source too', async () => {
		const limits = limitsWith({ instancesPerDay: 5 });
		const source = sourceOf(await limits.admit('198.51.100.1'));
		for (let n = 0; n < 1_000; n += 1) limits.isOver(source, instanceId(n));
		expect(source.instances.size).toBe(5);
	});
});
