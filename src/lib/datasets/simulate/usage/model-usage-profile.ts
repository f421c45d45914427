// What made-up accounts ask of AI coding services in a week.
import type { UsageRecord } from '../../../schema/usage/record.ts';
import type { Random, Weighted } from '../random.ts';
import { distinct } from './distinct.ts';
import type { UsageProfile, UsageUnit } from './usage-fleet.ts';
import { toReleases } from './usage-releases.ts';

/** A model with how many accounts have a use for it, who serves it, and what a million tokens cost. */
interface Model {
	readonly id: string;
	readonly appeal: number;
	readonly providers: Weighted<string>;
	readonly price: number;
}

const models: readonly Model[] = [
	{
		id: 'claude-sonnet',
		appeal: 0.6,
		providers: [
			['anthropic', 8],
			['amazon', 2],
			['google', 1]
		],
		price: 6
	},
	{
		id: 'gpt',
		appeal: 0.46,
		providers: [
			['openai', 7],
			['microsoft', 3]
		],
		price: 5
	},
	{
		id: 'gpt-codex',
		appeal: 0.3,
		providers: [
			['openai', 8],
			['microsoft', 2]
		],
		price: 5
	},
	{ id: 'gemini-pro', appeal: 0.26, providers: [['google', 1]], price: 4 },
	{
		id: 'claude-opus',
		appeal: 0.22,
		providers: [
			['anthropic', 9],
			['amazon', 2]
		],
		price: 25
	},
	{
		id: 'gpt-mini',
		appeal: 0.2,
		providers: [
			['openai', 8],
			['microsoft', 3]
		],
		price: 1
	},
	{
		id: 'claude-haiku',
		appeal: 0.18,
		providers: [
			['anthropic', 8],
			['amazon', 3]
		],
		price: 2
	},
	{ id: 'gemini-flash', appeal: 0.17, providers: [['google', 1]], price: 0.5 },
	{
		id: 'deepseek',
		appeal: 0.09,
		providers: [
			['groq', 3],
			['self_hosted', 2],
			['deepinfra', 2]
		],
		price: 0.6
	},
	{
		id: 'qwen-coder',
		appeal: 0.08,
		providers: [
			['self_hosted', 4],
			['groq', 2]
		],
		price: 0.4
	},
	{
		id: 'llama',
		appeal: 0.04,
		providers: [
			['self_hosted', 3],
			['groq', 3]
		],
		price: 0.3
	},
	{
		id: 'mistral',
		appeal: 0.03,
		providers: [
			['self_hosted', 1],
			['amazon', 1]
		],
		price: 1
	},
	{ id: 'kimi', appeal: 0.02, providers: [['groq', 1]], price: 0.6 }
];
const platforms: Weighted<string> = [
	['vscode', 46],
	['web', 22],
	['jetbrains', 15],
	['terminal', 12],
	['desktop', 6],
	['api', 6]
];
const preferences: Weighted<string> = [
	['none', 71],
	['private', 13],
	['shared', 10],
	['public', 6]
];
const latencies: Weighted<string | null> = [
	['under_1_s', 24],
	['1_to_3_s', 38],
	['3_to_10_s', 27],
	['over_10_s', 8],
	[null, 3]
];
/** Share of requests that a service answers with another model than the one asked for. */
const switched = 0.07;

export const modelUsageProfile: UsageProfile = {
	activeShare: 0.58,
	releases: toReleases(`
		3.11.0 2025-11-17  3.12.0 2026-01-19  3.12.1 2026-02-05  4.0.0 2026-03-09  4.0.1 2026-03-19
		4.1.0 2026-04-20  4.1.1 2026-05-11  4.2.0 2026-06-08  4.2.1 2026-06-29  4.3.0 2026-07-27
		4.3.1 2026-08-13  4.4.0 2026-09-14  4.4.1 2026-09-28  4.5.0 2026-10-26
	`),
	week(unit, newest, random) {
		const app_version = unit.has('unreadable version', 0.02) ? null : newest;
		const platform = unit.choice('platform', platforms);
		const training = unit.choice('training', preferences);
		const own = { app_version, platform, training };
		const requests = Math.min(20_000, Math.ceil(random.logNormal(35 * unit.size, 0.8)));
		const groups = Math.min(requests, 9, 1 + Math.floor(random.exponential(2.5)));
		const records = Array.from({ length: groups }, (_, index): UsageRecord => {
			const share = Math.floor(requests / groups) + (index < requests % groups ? 1 : 0);
			return { ...own, ...drawGroup(unit, share, random) };
		});
		return distinct(records, [
			'requested_model',
			'resolved_model',
			'provider',
			'routing',
			'latency'
		]);
	}
};

/** Requests of one classification; of those that failed neither model, provider, path nor time is known. */
function drawGroup(unit: UsageUnit, requests: number, random: Random): UsageRecord {
	const own = models.filter(({ id, appeal }) => unit.has(`model ${id}`, appeal));
	const asked = own.length === 0 || random.chance(0.15) ? undefined : pickModel(own, random);
	const answered = asked && !random.chance(switched) ? asked : pickModel(models, random);
	const route = drawRoute(unit, asked !== undefined && asked !== answered, random);
	const latency = random.pick(latencies);
	const hasFailed = latency === null;
	const input = hasFailed ? 0 : 1000 * Math.ceil((random.logNormal(9_000, 0.9) * requests) / 1000);
	const output = hasFailed ? 0 : 1000 * Math.ceil((random.logNormal(900, 0.7) * requests) / 1000);
	return {
		requested_model: asked?.id ?? null,
		resolved_model: hasFailed ? null : answered.id,
		provider: hasFailed ? null : random.pick(answered.providers),
		routing: hasFailed ? null : route,
		latency,
		requests,
		input_tokens: input,
		output_tokens: output,
		cost: Math.round((input + 5 * output) * answered.price * 1e-4) / 100
	};
}

function drawRoute(unit: UsageUnit, isSwitched: boolean, random: Random): string {
	if (isSwitched) return 'fallback';
	if (unit.has('own key', 0.17) && random.chance(0.7)) return 'own_key';
	return unit.has('gateway', 0.28) ? 'gateway' : 'direct';
}

function pickModel(some: readonly Model[], random: Random): Model {
	return random.pick(some.map((model) => [model, model.appeal] as const));
}
