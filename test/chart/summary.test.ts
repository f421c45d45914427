import { expect, test } from 'vitest';
import { toStack } from '../../src/lib/chart/model/stack.ts';
import { headlineOf, summarizeStack } from '../../src/lib/chart/model/summary.ts';
import { versionView } from './views.ts';

const sentence = (changes?: Parameters<typeof versionView>[0]) =>
	summarizeStack(toStack(versionView(changes), 'share', 'minor'), { phrase: 'ran {}' });

test('the sentence says what most instances ran in the newest period, from published numbers', () => {
	expect(sentence()).toBe('In week 46 of 2026, 62% of 1,480 instances ran 2.1.');
	expect(headlineOf(toStack(versionView(), 'share', 'minor'))).toBe(
		'1,480 instances in week 46 of 2026'
	);
});

test('the sentence does not pass off a band as the largest when more is hidden', () => {
	expect(sentence({ '2026-W46 2.1': null })).toBe(
		'In week 46 of 2026, 34% of 1,480 instances ran 2.0; 64% are other or hidden.'
	);
});

test('the sentence says so when the parts or the whole are hidden', () => {
	const parts = { '2026-W46 2.0': null, '2026-W46 2.1': null };
	expect(sentence(parts)).toBe(
		'In week 46 of 2026, 1,480 instances were counted; how they divide is hidden.'
	);
	expect(sentence({ '2026-W46 *': null })).toBe(
		'In week 46 of 2026, the number of instances is hidden, fewer than 10 possible.'
	);
});
